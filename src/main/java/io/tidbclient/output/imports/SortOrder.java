package io.tidbclient.output.imports;

import io.tidbclient.importjob.estimate.Eta;
import io.tidbclient.importjob.run.JobLine;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** The order of the jobs in the live view. Jobs that are alike in it, or have no such value, keep their order by status. */
enum SortOrder {
    /** At work, pending, failed, ended otherwise; the latest first. */
    STATUS("status"),
    /** The next to end first. */
    ETA("ETA"),
    /** The largest share first. */
    DONE("share done"),
    /** The fastest first. */
    SPEED("rows/s"),
    /** By name. */
    TABLE("table"),
    /** The latest id first. */
    JOB("job");

    private static final Duration UNKNOWN = Duration.ofSeconds(Long.MAX_VALUE);

    private final String label;

    SortOrder(String label) {
        this.label = label;
    }

    /** What the heading calls it. */
    String label() {
        return label;
    }

    /** The order after this one; the first after the last. */
    SortOrder next() {
        return switch (this) {
            case STATUS -> ETA;
            case ETA -> DONE;
            case DONE -> SPEED;
            case SPEED -> TABLE;
            case TABLE -> JOB;
            case JOB -> STATUS;
        };
    }

    /** These jobs in this order. */
    List<JobLine> sorted(List<JobLine> jobs) {
        return jobs.stream().sorted(comparator().thenComparing(JobLine.ORDER)).toList();
    }

    private Comparator<JobLine> comparator() {
        return switch (this) {
            case STATUS -> JobLine.ORDER;
            case ETA ->
                Comparator.comparing(
                        line -> line.estimate().eta().map(Eta::left).orElse(UNKNOWN));
            case DONE ->
                Comparator.comparingDouble(
                                (JobLine line) -> line.estimate().share().orElse(-1))
                        .reversed();
            case SPEED ->
                Comparator.comparingDouble((JobLine line) ->
                                line.estimate().rowsPerSecond().orElse(-1))
                        .reversed();
            case TABLE -> Comparator.comparing(line -> line.job().tableName());
            case JOB ->
                Comparator.comparingLong((JobLine line) -> line.job().id()).reversed();
        };
    }
}
