package io.tidbclient.importjob;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What keeps a finished job from being complete. From TiDB 8.5.5 on an import removes the rows whose keys collide and still
 * ends as {@code finished}; only its message reports them: {@code 4 conflicted rows.}, {@code 3000000 conflicted rows. Too
 * many conflicted rows, checksum skipped.}
 *
 * @param conflicted how many rows were removed; empty when none are reported
 * @param withoutRows whether no row was imported though the source is not empty
 * @param checksumSkipped whether the server says that it did not compare checksums
 */
public record JobDoubt(OptionalLong conflicted, boolean withoutRows, boolean checksumSkipped) {
    /** Bounded repetition: the text comes from a server and may be anything. */
    private static final Pattern CONFLICTS =
            Pattern.compile("(?<![\\d.,])(\\d{1,18})\\s+conflict(?:ed|ing)\\s+rows?\\b", Pattern.CASE_INSENSITIVE);

    private static final Pattern SKIPPED =
            Pattern.compile("\\bchecksum\\s+(?:is\\s+|was\\s+)?skipped\\b", Pattern.CASE_INSENSITIVE);

    /** What is doubtful about a job; empty when it has not finished, and when nothing is. */
    public static Optional<JobDoubt> of(ImportJob job) {
        if (job.status() != JobStatus.FINISHED) {
            return Optional.empty();
        }
        boolean withoutRows = job.importedRows().isPresent()
                && job.importedRows().getAsLong() == 0
                && job.sourceBytes().orElse(0) > 0;
        JobDoubt doubt = new JobDoubt(
                conflicted(job.resultMessage()),
                withoutRows,
                SKIPPED.matcher(job.resultMessage()).find());
        return Optional.of(doubt)
                .filter(found -> found.conflicted.isPresent() || found.withoutRows || found.checksumSkipped);
    }

    private static OptionalLong conflicted(String message) {
        Matcher matcher = CONFLICTS.matcher(message);
        return matcher.find() ? positive(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }

    private static OptionalLong positive(long count) {
        return count > 0 ? OptionalLong.of(count) : OptionalLong.empty();
    }

    /** Whether rows of the source are not in the table. */
    public boolean rowsMissing() {
        return conflicted.isPresent() || withoutRows;
    }
}
