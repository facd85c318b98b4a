package io.tidbclient.sandbox.job;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The import jobs a sandbox begins with. Their times count from its start.
 *
 * @param jobs with an id of its own each
 */
public record JobScript(List<ScriptedJob> jobs) {
    public JobScript {
        jobs = List.copyOf(jobs);
        Set<Long> ids = new HashSet<>();
        for (ScriptedJob job : jobs) {
            if (!ids.add(job.id())) {
                throw new IllegalArgumentException("two import jobs have the id " + job.id());
            }
        }
    }

    /** No jobs. */
    public static JobScript none() {
        return new JobScript(List.of());
    }

    /** Of these jobs. */
    public static JobScript of(ScriptedJob... jobs) {
        return new JobScript(List.of(jobs));
    }

    /**
     * What a demonstration needs: within the given time one job finishes, one fails and one continues; one finished and
     * one was cancelled hours ago.
     *
     * @param watched how long it will be watched; more than 0
     */
    public static JobScript demo(Duration watched) {
        Duration hour = Duration.ofHours(1);
        return JobScript.of(
                ScriptedJob.of(101, "shop", "regions")
                        .with(new JobData("s3://sandbox/shop/regions.csv", 297_779, 1_200))
                        .with(new JobTiming(hour.multipliedBy(-26), Duration.ofSeconds(2), Duration.ofSeconds(9))),
                ScriptedJob.of(102, "shop", "returns")
                        .with(new JobData("s3://sandbox/shop/returns.csv", 18L << 20, 90_000))
                        .with(new JobTiming(hour.multipliedBy(-3), Duration.ofSeconds(1), Duration.ofMinutes(5)))
                        .ending(new JobOutcome.Cancelled()),
                ScriptedJob.of(103, "shop", "orders")
                        .with(new JobData("s3://sandbox/shop/orders.*.csv", 2_600L << 20, 12_000_000))
                        .with(new JobTiming(watched.dividedBy(-8), Duration.ZERO, watched))
                        .with(JobWork.of(RateShape.STEADY, new JobOutcome.Finished())),
                ScriptedJob.of(104, "shop", "customers")
                        .with(new JobData("s3://sandbox/shop/customers.csv", 740L << 20, 3_500_000))
                        .with(new JobTiming(
                                watched.dividedBy(-8),
                                Duration.ZERO,
                                watched.multipliedBy(6).dividedBy(8)))
                        .with(JobWork.of(
                                RateShape.SLOWING,
                                new JobOutcome.Failed("[Lightning:Restore:ErrEncodeKV]encode kv error in file "
                                        + "shop/customers.csv:0 at offset 48211: column 4 is not a date"))),
                ScriptedJob.of(105, "shop", "events")
                        .with(new JobData("s3://sandbox/shop/events.*.parquet", 64L << 30, 250_000_000))
                        .with(new JobTiming(Duration.ZERO, watched.dividedBy(8), watched.multipliedBy(20)))
                        .with(new JobWork(
                                List.of(new JobPhase(JobPhase.IMPORTING, 1)),
                                RateShape.STEADY,
                                new JobOutcome.Never())));
    }
}
