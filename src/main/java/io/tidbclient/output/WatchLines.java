package io.tidbclient.output;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.check.ConnectionView;
import io.tidbclient.check.ServerJobs;
import io.tidbclient.importjob.run.JobBoard;
import io.tidbclient.importjob.run.JobLine;
import io.tidbclient.output.job.EndTimes;
import io.tidbclient.output.job.JobTable;
import io.tidbclient.output.job.StaleMark;
import io.tidbclient.output.text.Style;
import io.tidbclient.output.text.Text;
import io.tidbclient.output.text.Units;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The watch of import jobs in the check's live view: how long it takes and the jobs, server by server. */
final class WatchLines {
    private final Duration limit;
    private final ZoneId zone;

    /**
     * @param limit how long the jobs are watched; zero where the command has no setting for it
     * @param zone the reader's, for times of day
     */
    WatchLines(Duration limit, ZoneId zone) {
        this.limit = limit;
        this.zone = zone;
    }

    List<Text> of(CheckSnapshot run, JobBoard board, Instant now, int width) {
        boolean several = JobBoard.targets(run).size() > 1;
        List<Text> lines = new ArrayList<>();
        for (ServerJobs server : run.jobs()) {
            List<JobLine> jobs = board.ofInterest(server);
            if (!jobs.isEmpty()) {
                Text where = several ? Text.of(server.target() + "  ", Style.STRONG) : Text.EMPTY;
                lines.add(where.plus(heading(run, server, jobs, now)).plus(StaleMark.behind(server, now)));
                JobTable table = new JobTable(new EndTimes(server.polledAt().orElse(run.at()), zone));
                lines.addAll(StaleMark.on(table.fitting(jobs, width), server));
            }
        }
        return lines;
    }

    private Text heading(CheckSnapshot run, ServerJobs server, List<JobLine> jobs, Instant now) {
        if (server.watchEnded().isPresent()) {
            return Text.of("watch of import jobs ended: " + server.watchEnded().get());
        }
        long active = jobs.stream().filter(job -> !job.watched().over()).count();
        String imports = Units.count(active, "import", "imports");
        return since(run, server)
                .map(since -> Text.of("watching " + imports + ", ")
                        .plus(
                                Units.clock(Duration.between(since, now))
                                        + (limit.isZero() ? "" : " of " + Units.clock(limit)),
                                Style.STRONG))
                .orElseGet(() -> Text.of(imports + " active"));
    }

    private static Optional<Instant> since(CheckSnapshot run, ServerJobs server) {
        return run.connections().stream()
                .filter(view -> view.target().equals(server.target()))
                .filter(CheckCounts::isWatching)
                .map(ConnectionView::since)
                .min(Comparator.naturalOrder());
    }
}
