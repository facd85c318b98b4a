package io.tidbclient.importjob.estimate;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the polls so far show about a job beyond the server's own report. What is not known is empty; nothing is made
 * up.
 *
 * @param share how much of its time the whole job has behind it, 0 to 1: elapsed time to elapsed and remaining time.
 *     Never falls while the job works forward. 1 for a finished one
 * @param source what {@code share} and {@code eta} are made from
 * @param eta when the whole job will be done; empty unless it runs, moves and there is data
 * @param expectedRows how many rows there will be, where the user or earlier imports provide it
 * @param rowsPerSecond smoothed over the last polls; of an ended job the average of its whole time
 * @param bytesPerSecond of the current step's data, smoothed; of a finished job its source's size by its time
 * @param rates the recent past of the speed, oldest first, in bytes per second if those are known, else in rows
 * @param stalledFor since when nothing moves, once that is longer than the limit; empty also where the server reports
 *     nothing that could move
 * @param phases in the order in which they were seen
 */
public record JobEstimate(
        OptionalDouble share,
        EstimateSource source,
        Optional<Eta> eta,
        OptionalDouble expectedRows,
        OptionalDouble rowsPerSecond,
        OptionalDouble bytesPerSecond,
        List<Double> rates,
        Optional<Duration> stalledFor,
        List<PhaseTime> phases) {
    /** Nothing is known. */
    public static final JobEstimate NOTHING = new JobEstimate(
            OptionalDouble.empty(),
            EstimateSource.NONE,
            Optional.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            List.of(),
            Optional.empty(),
            List.of());

    public JobEstimate {
        rates = List.copyOf(rates);
        phases = List.copyOf(phases);
    }

    /** The same without the recent past of the speed, which is of no use once a job has ended. */
    public JobEstimate withoutRates() {
        return new JobEstimate(
                share, source, eta, expectedRows, rowsPerSecond, bytesPerSecond, List.of(), stalledFor, phases);
    }

    /**
     * The same of a job that is stalled, for which no time left is estimated.
     *
     * @param time for how long nothing has moved
     */
    public JobEstimate stalled(Duration time) {
        return new JobEstimate(
                share,
                EstimateSource.NONE,
                Optional.empty(),
                expectedRows,
                rowsPerSecond,
                bytesPerSecond,
                rates,
                Optional.of(time),
                phases);
    }
}
