package io.tidbclient.importjob;

import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.connection.Session;
import io.tidbclient.importjob.statement.ImportStatement;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Asks a server for its import jobs. Has no state: one may be shared by any number of threads. */
public final class ImportJobReader {
    /** No WHERE: older releases are said not to filter, so the caller does. No LIMIT: there is none. */
    static final String STATEMENT = "SHOW IMPORT JOBS";

    /** A net: how long is waited is up to the run. */
    private static final Duration LONGEST_START = Duration.ofHours(24);

    private static final int SYNTAX_ERROR = 1064;
    private static final int UNKNOWN_COLUMN = 1054;
    private static final int NOT_SUPPORTED_YET = 1235;

    /**
     * Asks once, with one statement however many jobs there are; blocks.
     *
     * @param seesAll whether the user has SUPER; without it TiDB lists only the user's own jobs and does not say so
     * @return the jobs, or why this server cannot list them
     * @throws FailureException whatever else went wrong: no privilege, a lost connection, an unforeseen error
     */
    public JobsAnswer read(Session session, boolean seesAll) {
        List<Optional<ImportJob>> rows;
        try {
            rows = session.query(STATEMENT, new JobRows()::read);
        } catch (FailureException e) {
            return new JobsAnswer.Unsupported(whyUnsupported(e.failure()).orElseThrow(() -> e));
        }
        if (rows.stream().anyMatch(Optional::isEmpty)) {
            return new JobsAnswer.Unsupported(
                    "The server's answer to SHOW IMPORT JOBS has a row without a readable Job_ID or Status,"
                            + " so its jobs cannot be followed.");
        }
        return new JobsAnswer.Listed(rows.stream().map(Optional::orElseThrow).toList(), !seesAll);
    }

    /**
     * Sends an IMPORT INTO, once; blocks until the server has accepted it: it lists the files first, which takes longer than
     * any other answer.
     *
     * @return the job, as the server answered it
     * @throws FailureException when it was not accepted, or answered with anything but a job
     */
    public ImportJob start(Session session, ImportStatement statement) {
        return session
                .withReadTimeout(LONGEST_START, () -> session.query(statement.sql(), new JobRows()::read))
                .stream()
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new FailureException(
                        Failure.of(
                                FailureKind.UNCLASSIFIED,
                                "The server did not answer IMPORT INTO with a job.",
                                "See with 'tidb-client imports list' whether there is one."),
                        null));
    }

    private static Optional<String> whyUnsupported(Failure failure) {
        return switch (failure.code()) {
            case SYNTAX_ERROR ->
                Optional.of("This server does not know SHOW IMPORT JOBS: TiDB has IMPORT INTO from 7.2 on,"
                        + " MySQL and MariaDB do not have it.");
            // The statement names no column: the one that is missing is in the server's own table of jobs (TiDB's
            // issue 54241: "Unknown column 'summary'"; mended in 8.1.1 by its release notes).
            case UNKNOWN_COLUMN ->
                Optional.of(
                        "SHOW IMPORT JOBS does not work on this server because its own table of jobs lacks a column,"
                                + " as happens after an upgrade from TiDB 7.1 to a release before 8.1.1: upgrade to a newer one.");
            case NOT_SUPPORTED_YET -> Optional.of("This server says that it does not support SHOW IMPORT JOBS.");
            default -> Optional.empty();
        };
    }
}
