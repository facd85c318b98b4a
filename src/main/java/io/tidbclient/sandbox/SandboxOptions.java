package io.tidbclient.sandbox;

import io.tidbclient.sandbox.fault.FaultRule;
import io.tidbclient.sandbox.instance.Flavour;
import io.tidbclient.sandbox.instance.SandboxDatabase;
import io.tidbclient.sandbox.instance.SandboxUser;
import io.tidbclient.sandbox.job.JobLayout;
import io.tidbclient.sandbox.job.JobScript;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * How a sandbox is to be. It always listens on loopback.
 *
 * @param port 0 for a free one, to 65535
 * @param version what {@code VERSION()} says; it also decides whether it passes for TiDB, MariaDB or MySQL
 * @param users at least one, each with a name of its own
 * @param databases beside {@code INFORMATION_SCHEMA}, {@code mysql} and {@code test}
 * @param tls its TLS
 * @param layout the columns of its import jobs
 * @param jobs its import jobs
 * @param faults what it does wrong from the start
 * @param clock what its import jobs and {@code NOW()} go by; delays of faults go by real time
 * @param observer receives what happens, by the threads of the connections
 */
public record SandboxOptions(
        int port,
        String version,
        List<SandboxUser> users,
        List<SandboxDatabase> databases,
        SandboxTls tls,
        JobLayout layout,
        JobScript jobs,
        List<FaultRule> faults,
        Clock clock,
        Consumer<SandboxEvent> observer) {
    /** Its default version. */
    public static final String DEFAULT_VERSION = "8.0.11-TiDB-v8.5.4-sandbox";

    private static final int HIGHEST_PORT = 65_535;
    private static final int LONGEST_VERSION = 256;

    public SandboxOptions {
        users = List.copyOf(users);
        databases = List.copyOf(databases);
        faults = List.copyOf(faults);
        if (port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("port " + port + " is not between 0 and 65535");
        }
        if (version.isBlank() || version.length() > LONGEST_VERSION || version.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a version has 1 to 256 characters");
        }
        if (users.isEmpty()) {
            throw new IllegalArgumentException("a sandbox has at least one user");
        }
        Set<String> names = new HashSet<>();
        for (SandboxUser user : users) {
            if (!names.add(user.name())) {
                throw new IllegalArgumentException("two users of the sandbox are called " + user.name());
            }
        }
    }

    /** A TiDB v8.5.4 at a free port: root without a password, no TLS, no jobs, no faults. */
    public static SandboxOptions defaults() {
        return new SandboxOptions(
                0,
                DEFAULT_VERSION,
                List.of(SandboxUser.root("")),
                List.of(),
                SandboxTls.off(),
                JobLayout.COLUMNS_13,
                JobScript.none(),
                List.of(),
                Clock.systemUTC(),
                event -> {});
    }

    /** The same at a port. */
    public SandboxOptions atPort(int newPort) {
        return new SandboxOptions(newPort, version, users, databases, tls, layout, jobs, faults, clock, observer);
    }

    /** The same with a version; one that is no TiDB's takes the import jobs away. */
    public SandboxOptions withVersion(String newVersion) {
        JobLayout newLayout = Flavour.of(newVersion) == Flavour.TIDB ? layout : JobLayout.NONE;
        return new SandboxOptions(port, newVersion, users, databases, tls, newLayout, jobs, faults, clock, observer);
    }

    /** The same with these users only. */
    public SandboxOptions withUsers(SandboxUser... newUsers) {
        return new SandboxOptions(
                port, version, List.of(newUsers), databases, tls, layout, jobs, faults, clock, observer);
    }

    /** The same with these databases. */
    public SandboxOptions withDatabases(SandboxDatabase... newDatabases) {
        return new SandboxOptions(
                port, version, users, List.of(newDatabases), tls, layout, jobs, faults, clock, observer);
    }

    /** The same with TLS. */
    public SandboxOptions withTls(SandboxTls newTls) {
        return new SandboxOptions(port, version, users, databases, newTls, layout, jobs, faults, clock, observer);
    }

    /** The same with a layout of import jobs. */
    public SandboxOptions withLayout(JobLayout newLayout) {
        return new SandboxOptions(port, version, users, databases, tls, newLayout, jobs, faults, clock, observer);
    }

    /** The same with import jobs. */
    public SandboxOptions withJobs(JobScript newJobs) {
        return new SandboxOptions(port, version, users, databases, tls, layout, newJobs, faults, clock, observer);
    }

    /** The same with faults from the start. */
    public SandboxOptions withFaults(FaultRule... newFaults) {
        return new SandboxOptions(
                port, version, users, databases, tls, layout, jobs, List.of(newFaults), clock, observer);
    }

    /** The same by another clock. */
    public SandboxOptions withClock(Clock newClock) {
        return new SandboxOptions(port, version, users, databases, tls, layout, jobs, faults, newClock, observer);
    }

    /** The same, observed. */
    public SandboxOptions observedBy(Consumer<SandboxEvent> newObserver) {
        return new SandboxOptions(port, version, users, databases, tls, layout, jobs, faults, clock, newObserver);
    }
}
