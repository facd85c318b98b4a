package io.tidbclient.claims;

import io.tidbclient.sandbox.SandboxOptions;
import io.tidbclient.sandbox.SandboxServer;
import io.tidbclient.sandbox.fault.FaultText;
import io.tidbclient.sandbox.instance.SandboxDatabase;
import io.tidbclient.sandbox.job.JobData;
import io.tidbclient.sandbox.job.JobLayout;
import io.tidbclient.sandbox.job.JobOutcome;
import io.tidbclient.sandbox.job.JobScript;
import io.tidbclient.sandbox.job.JobTiming;
import io.tidbclient.sandbox.job.JobWork;
import io.tidbclient.sandbox.job.RateShape;
import io.tidbclient.sandbox.job.ScriptedJob;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** What can be false of import jobs. In the sound world job 1 finishes after 1.2 seconds with a million rows. */
final class JobFalsifications {
    private static final String LIST = "SHOW IMPORT JOBS";
    private static final Duration HOUR = Duration.ofHours(1);
    private static final ScriptedJob FINISHING =
            ScriptedJob.of(1, "shop", "orders").lasting(Duration.ofMillis(1_200));

    private static final World.Source FINE = world(FINISHING);

    private JobFalsifications() {}

    static Map<String, Falsification> all() {
        Map<String, Falsification> all = new HashMap<>();
        all.put("the job fails", to(FINISHING.ending(new JobOutcome.Failed("column 4 is not a date"))));
        all.put("the job is cancelled", to(FINISHING.ending(new JobOutcome.Cancelled())));
        all.put("the job has conflicts", to(FINISHING.ending(new JobOutcome.Finished("4 conflicted rows."))));
        all.put("rows are missing", to(FINISHING.with(new JobData("s3://sandbox/orders.csv", 128L << 20, 999_999))));
        all.put("the job does not end", to(FINISHING.ending(new JobOutcome.Never())));
        all.put("the job does not begin", to(FINISHING.with(new JobTiming(Duration.ZERO, HOUR, HOUR))));
        all.put("the job has conflicts to resolve", to(FINISHING.ending(new JobOutcome.Stays("awaiting-resolution"))));
        all.put("the job has a status of a later release", to(FINISHING.ending(new JobOutcome.Stays("paused"))));
        all.put(
                "the job ended before",
                to(FINISHING.with(new JobTiming(HOUR.negated(), Duration.ZERO, Duration.ofMinutes(1)))));
        all.put("the job vanishes", changing(server -> server.jobs().remove(1)));
        ScriptedJob endless = FINISHING.ending(new JobOutcome.Never());
        all.put(
                "the running job vanishes",
                new Falsification(
                        world(endless),
                        SandboxWorld.changing(
                                options(endless),
                                6,
                                LIST,
                                server -> server.jobs().remove(1))));
        all.put("a poll fails", changing(server -> server.faults().arm(FaultText.parse("2*deny=1105@" + LIST))));
        all.put(
                "the connection breaks during the watch",
                changing(server -> server.faults().arm(FaultText.parse("1*drop=0@" + LIST))));
        all.put(
                "the job makes no progress",
                new Falsification(world(working(RateShape.STEADY)), world(working(RateShape.STALLING))));
        return all;
    }

    private static Falsification to(ScriptedJob job) {
        return new Falsification(FINE, world(job));
    }

    private static Falsification changing(Consumer<SandboxServer> change) {
        return new Falsification(FINE, SandboxWorld.changing(options(FINISHING), 2, LIST, change));
    }

    private static ScriptedJob working(RateShape shape) {
        return FINISHING.lasting(Duration.ofSeconds(8)).with(JobWork.of(shape, new JobOutcome.Finished()));
    }

    private static World.Source world(ScriptedJob job) {
        return SandboxWorld.with(options(job));
    }

    private static SandboxOptions options(ScriptedJob job) {
        return SandboxOptions.defaults()
                .withDatabases(SandboxDatabase.of("shop"))
                .withLayout(JobLayout.COLUMNS_21)
                .withJobs(JobScript.of(job));
    }
}
