package io.tidbclient.serve.history;

import io.tidbclient.check.report.ReportException;
import io.tidbclient.connection.Session;
import io.tidbclient.importjob.run.JobLine;
import io.tidbclient.serve.status.JobView;
import io.tidbclient.serve.status.TargetJobs;
import org.jboss.logging.Logger;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Import jobs in the table {@code tidb_client_jobs}: the last that was seen of each. */
final class JobRows {
    private static final Logger LOG = Logger.getLogger("io.tidbclient.serve.history");

    /**
     * A row that was seen later stays as it is: another server may have written it while this one could not. Assignments go
     * from left to right, so {@code first_seen_at} needs the stored table and all need the stored {@code last_seen_at}. Another
     * job may have the number of an earlier one, when a cluster was replaced.
     */
    private static final String WRITE = """
            INSERT INTO tidb_client_jobs
              (target, job_id, server, table_name, status, first_seen_at, last_seen_at, ended_at, job)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON DUPLICATE KEY UPDATE
              first_seen_at = IF(table_name = VALUES(table_name), LEAST(first_seen_at, VALUES(first_seen_at)),
                                 IF(VALUES(last_seen_at) >= last_seen_at, VALUES(first_seen_at), first_seen_at)),
              server = IF(VALUES(last_seen_at) >= last_seen_at, VALUES(server), server),
              table_name = IF(VALUES(last_seen_at) >= last_seen_at, VALUES(table_name), table_name),
              status = IF(VALUES(last_seen_at) >= last_seen_at, VALUES(status), status),
              ended_at = IF(VALUES(last_seen_at) >= last_seen_at, VALUES(ended_at), ended_at),
              job = IF(VALUES(last_seen_at) >= last_seen_at, VALUES(job), job),
              last_seen_at = GREATEST(last_seen_at, VALUES(last_seen_at))""";

    private static final String READ =
            "SELECT job FROM tidb_client_jobs WHERE target = ? AND last_seen_at >= ? ORDER BY last_seen_at DESC LIMIT "
                    + 2 * TargetJobs.MOST_ENDED;

    private final Session session;

    JobRows(Session session) {
        this.session = session;
    }

    void write(String server, HistoryRecord.Job entry) {
        JobView job = entry.job();
        JobLine line = job.line();
        var unused = session.run(
                WRITE,
                Arrays.asList(
                        entry.target(),
                        job.id(),
                        server,
                        Columns.text(line.job().targetTable(), 256),
                        line.watched().vanished()
                                ? "vanished"
                                : line.job().status().label(),
                        Columns.time(job.sampledFrom()),
                        Columns.time(entry.seen()),
                        job.endedAt().map(Columns::time).orElse(null),
                        JobText.write(job)));
    }

    /** The jobs that were seen from then on, the last one first. */
    List<JobView> read(String target, Instant from) {
        return session
                .query(READ, row -> row.text("job").flatMap(text -> job(target, text)), target, Columns.time(from))
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** Deletes at most {@code most} that the server wrote and that are older by the database's clock; whether there may be more. */
    boolean prune(String server, Duration keep, int most) {
        String sql = "DELETE FROM tidb_client_jobs WHERE server = ? AND last_seen_at < UTC_TIMESTAMP(6) - INTERVAL "
                + keep.toSeconds() + " SECOND LIMIT " + most;
        return session.run(sql, List.of(server)).affected() >= most;
    }

    private static Optional<JobView> job(String target, String text) {
        try {
            return Optional.of(JobText.read(text));
        } catch (ReportException e) {
            LOG.warnf("An import job of %s in the history cannot be read: %s", target, e.getMessage());
            return Optional.empty();
        }
    }
}
