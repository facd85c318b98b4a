package io.tidbclient.sandbox;

import io.tidbclient.sandbox.instance.SandboxDatabase;
import io.tidbclient.sandbox.instance.SandboxGrant;
import io.tidbclient.sandbox.instance.SandboxUser;
import io.tidbclient.sandbox.job.JobScript;
import io.tidbclient.sandbox.job.JobTiming;
import io.tidbclient.sandbox.job.ScriptedJob;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Sandboxes with two users, a database and import jobs, whose clock the test holds, and what is opened on them. */
final class ObservedSandboxes {
    /** May read and insert into the database. */
    static final SandboxUser APP = new SandboxUser("app", "pw", List.of(SandboxGrant.on("shop", "select", "insert")));

    private final MutableClock clock = new MutableClock();
    private final Queue<SandboxEvent> events = new ConcurrentLinkedQueue<>();
    private final List<AutoCloseable> opened = new ArrayList<>();

    MutableClock clock() {
        return clock;
    }

    Queue<SandboxEvent> events() {
        return events;
    }

    /** Of a sandbox with root, {@link #APP}, the database shop and three import jobs. */
    SandboxOptions options() {
        return SandboxOptions.defaults()
                .withUsers(SandboxUser.root("secret"), APP)
                .withDatabases(SandboxDatabase.of("shop", "orders", "customers"))
                .withClock(clock)
                .withJobs(JobScript.of(
                        ScriptedJob.of(101, "shop", "orders").lasting(Duration.ofSeconds(100)),
                        ScriptedJob.of(102, "shop", "waiting")
                                .with(new JobTiming(Duration.ZERO, Duration.ofHours(1), Duration.ofMinutes(1))),
                        ScriptedJob.of(103, "shop", "customers").ownedBy("app@%")))
                .observedBy(events::add);
    }

    SandboxServer start(SandboxOptions wanted) throws IOException {
        return keep(SandboxServer.start(wanted));
    }

    /** A connection of root. */
    Connection root(SandboxServer server, String... parameters) throws SQLException {
        return keep(Jdbc.connect(server, "root", "secret", parameters));
    }

    /** Closes it at the end. */
    <T extends AutoCloseable> T keep(T one) {
        opened.add(one);
        return one;
    }

    void closeAll() throws Exception {
        for (AutoCloseable one : opened.reversed()) {
            one.close();
        }
    }
}
