package io.tidbclient.sandbox.job;

import java.util.List;

/**
 * What a job does while it runs, and how that ends.
 *
 * @param phases in order, at least one
 * @param shape how its rows come in
 * @param outcome how it ends
 */
public record JobWork(List<JobPhase> phases, RateShape shape, JobOutcome outcome) {
    public JobWork {
        phases = List.copyOf(phases);
        if (phases.isEmpty()) {
            throw new IllegalArgumentException("an import job has at least one phase");
        }
    }

    /** The phases of an import with global sort, a quarter of the time spent sorting. */
    public static JobWork of(RateShape shape, JobOutcome outcome) {
        return new JobWork(
                List.of(new JobPhase("global-sorting", 1), new JobPhase(JobPhase.IMPORTING, 3)), shape, outcome);
    }
}
