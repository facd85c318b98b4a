package io.tidbclient.importjob;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What earlier finished imports into the same table say about the next one: nightly imports resemble each other, and on
 * releases before the 9.0 line nothing else shows how much there is to do.
 *
 * @param count how many there were, at least 1
 * @param rowsPerByte the median of the imported rows to the source's bytes; more than 0
 * @param leastRowsPerByte the least of them
 * @param mostRowsPerByte the most of them
 * @param secondsPerByte the median of the time from start to end to the source's bytes; more than 0
 * @param leastSecondsPerByte the least of them
 * @param mostSecondsPerByte the most of them
 */
public record ImportHistory(
        int count,
        double rowsPerByte,
        double leastRowsPerByte,
        double mostRowsPerByte,
        double secondsPerByte,
        double leastSecondsPerByte,
        double mostSecondsPerByte) {
    /** An import of a tenth or of ten times the size is no guide: what it costs to begin and to end does not grow so. */
    private static final double RESEMBLES = 10;

    public ImportHistory {
        if (count < 1 || !(leastRowsPerByte > 0) || !(leastSecondsPerByte > 0)) {
            throw new IllegalArgumentException("there is no earlier import to compare with");
        }
    }

    private record Past(double rowsPerByte, double secondsPerByte) {}

    /**
     * What the finished jobs among {@code all} say about {@code job}.
     *
     * @return empty when none of them imported a source of about the same size into the same table
     */
    static Optional<ImportHistory> of(ImportJob job, List<ImportJob> all) {
        OptionalLong size = ByteSize.parse(job.sourceSize());
        if (job.status().ended() || size.isEmpty() || size.getAsLong() == 0) {
            return Optional.empty();
        }
        List<Past> past = all.stream()
                .filter(other -> other.status() == JobStatus.FINISHED
                        && other.targetTable().equals(job.targetTable()))
                .flatMap(other -> past(other, size.getAsLong()).stream())
                .toList();
        if (past.isEmpty()) {
            return Optional.empty();
        }
        double[] rows = past.stream().mapToDouble(Past::rowsPerByte).sorted().toArray();
        double[] seconds =
                past.stream().mapToDouble(Past::secondsPerByte).sorted().toArray();
        int last = past.size() - 1;
        return Optional.of(new ImportHistory(
                past.size(), rows[last / 2], rows[0], rows[last], seconds[last / 2], seconds[0], seconds[last]));
    }

    private static Optional<Past> past(ImportJob job, long sizeNow) {
        OptionalLong size = ByteSize.parse(job.sourceSize());
        Optional<Duration> took = job.started().flatMap(start -> job.ended().map(end -> Duration.between(start, end)));
        long rows = job.importedRows().orElse(0);
        if (size.isEmpty() || size.getAsLong() == 0 || rows <= 0 || took.isEmpty()) {
            return Optional.empty();
        }
        double bytes = size.getAsLong();
        double seconds = took.get().toMillis() / 1e3;
        boolean resembles = bytes <= sizeNow * RESEMBLES && sizeNow <= bytes * RESEMBLES;
        return resembles && seconds > 0 ? Optional.of(new Past(rows / bytes, seconds / bytes)) : Optional.empty();
    }
}
