package io.tidbclient.cli;

import io.tidbclient.sandbox.SandboxOptions;
import io.tidbclient.sandbox.SandboxServer;
import io.tidbclient.sandbox.fault.FaultRule;
import io.tidbclient.sandbox.job.JobLayout;
import io.tidbclient.sandbox.job.JobOutcome;
import io.tidbclient.sandbox.job.JobScript;
import io.tidbclient.sandbox.job.ScriptedJob;
import io.tidbclient.testing.ToolCommand;
import io.tidbclient.testing.ToolRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Each test has a sandbox of the 9.0 line with three import jobs: 1 into shop.orders runs for an hour, 2 into shop.bad of
 * the group "nightly" has failed, 3 into shop.done of the group "daily" has finished.
 */
abstract class OnSandboxWithJobs {
    /** A source that the sandbox imports; its parameters say how. */
    static final String DONE = "s3://bucket/done.csv";

    SandboxServer server;

    @BeforeEach
    void start() throws IOException {
        server = SandboxServer.start(SandboxOptions.defaults()
                .withLayout(JobLayout.COLUMNS_21)
                .withJobs(JobScript.of(
                        ScriptedJob.of(1, "shop", "orders").lasting(Duration.ofHours(1)),
                        ScriptedJob.of(2, "shop", "bad")
                                .grouped("nightly")
                                .lasting(Duration.ofMillis(1))
                                .ending(new JobOutcome.Failed("column 4 is not a date")),
                        ScriptedJob.of(3, "shop", "done").grouped("daily").lasting(Duration.ofMillis(1)))));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** Replaces the sandbox by one with this fault and a single job: 1 into shop.orders, which runs for an hour. */
    void restart(FaultRule fault) throws IOException {
        restart(List.of(fault), ScriptedJob.of(1, "shop", "orders").lasting(Duration.ofHours(1)));
    }

    /** Replaces the sandbox by one with these faults and a single job. */
    void restart(List<FaultRule> faults, ScriptedJob job) throws IOException {
        server.close();
        server = SandboxServer.start(SandboxOptions.defaults()
                .withLayout(JobLayout.COLUMNS_21)
                .withJobs(JobScript.of(job))
                .withFaults(faults.toArray(FaultRule[]::new)));
    }

    /** Runs {@code imports} with these arguments on the sandbox. */
    ToolRun imports(String... arguments) {
        return command(arguments).run(Tool.LIMIT);
    }

    /** The same, not yet run. */
    ToolCommand command(String... arguments) {
        List<String> all = new ArrayList<>(List.of("imports"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("-H", Tool.address(server), "-u", "root", "--no-password"));
        return Tool.command(all.toArray(String[]::new));
    }
}
