package io.tidbclient.output;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.check.ConnectionView;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.engine.RunEvent;
import io.tidbclient.engine.State;
import io.tidbclient.importjob.run.JobBoard;
import io.tidbclient.importjob.run.JobFold;
import io.tidbclient.importjob.run.JobLine;
import io.tidbclient.output.digest.Server;
import io.tidbclient.output.job.JobTable;
import io.tidbclient.output.terminal.Screen;
import io.tidbclient.output.text.Style;
import io.tidbclient.output.text.Text;
import io.tidbclient.output.text.Units;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Makes a frame of the live view: a line for each connection and each import job while they fit, else counts for each state
 * and those that need attention.
 */
final class LiveView implements RunView<CheckSnapshot> {
    private final StateCounts states = new StateCounts();
    private final JobFold jobFold = JobFold.usual();
    private volatile JobBoard board = JobBoard.NONE;

    @Override
    public List<Text> on(RunEvent event, CheckSnapshot after) {
        board = jobFold.after(board, event, after);
        return List.of();
    }

    @Override
    public List<Text> frame(CheckSnapshot run, Instant now, Optional<Text> news, Screen.Size size) {
        int room = Math.max(1, size.rows() - 1);
        List<Text> lines = new ArrayList<>();
        lines.add(header(run, now));
        run.stopping().ifPresent(why -> lines.add(Text.of("stopping: " + why, Style.WARN)));
        news.ifPresent(lines::add);
        List<Text> jobs = jobs(run, size.columns());
        int left = room - lines.size();
        int headingAndAll = 1 + run.connections().size();
        if (headingAndAll + jobs.size() <= left || headingAndAll <= left / 2) {
            lines.addAll(table(run.connections(), now, size.columns()));
            lines.addAll(upTo(room - lines.size(), jobs));
        } else {
            lines.addAll(counts(run, size.columns()));
            int forJobs = Math.min(jobs.size(), Math.max(2, (room - lines.size()) / 2));
            lines.addAll(attention(run, now, size.columns(), room - lines.size() - forJobs));
            lines.addAll(upTo(room - lines.size(), jobs));
        }
        return lines.stream().limit(room).map(line -> line.fit(size.columns())).toList();
    }

    private static Text header(CheckSnapshot run, Instant now) {
        List<ServerAddress> targets =
                Server.of(run).stream().map(Server::target).toList();
        String where = targets.size() == 1 ? targets.getFirst().toString() : targets.size() + " servers";
        // Failures come first, where a narrow terminal cuts last.
        long failed = run.count(State.TerminalState.FAILED);
        return Text.of(Units.clock(Duration.between(run.startedAt(), now)) + "  ", Style.STRONG)
                .plus(
                        failed == 0
                                ? Text.EMPTY
                                : Text.of(Units.count(failed) + " FAILED", Style.BAD)
                                        .plus(", "))
                .plus(Units.count(run.count(State.TerminalState.COMPLETED)) + " of "
                        + Units.count(run.connections().size(), "connection", "connections") + " completed – " + where);
    }

    private List<Text> counts(CheckSnapshot run, int width) {
        List<Text> lines = new ArrayList<>();
        Text line = Text.EMPTY;
        for (Text phrase : states.phrases(run.connections())) {
            if (!line.isBlank() && line.width() + 3 + phrase.width() > width) {
                lines.add(line);
                line = Text.EMPTY;
            }
            line = line.isBlank() ? phrase : line.plus(" · ", Style.FAINT).plus(phrase);
        }
        lines.add(line);
        return lines;
    }

    private static List<Text> attention(CheckSnapshot run, Instant now, int width, int room) {
        List<ConnectionView> attention = run.connections().stream()
                .filter(ConnectionColumns::needsAttention)
                .sorted(Comparator.comparing(ConnectionView::ended).reversed())
                .toList();
        // The headings and at least one connection, or nothing at all.
        if (room < 2 || attention.isEmpty()) {
            return List.of();
        }
        int shown = attention.size() < room ? attention.size() : Math.max(1, room - 2);
        List<Text> lines = new ArrayList<>(table(attention.subList(0, shown), now, width));
        if (shown < attention.size()) {
            lines.add(
                    Text.of("… and " + Units.count(attention.size() - shown) + " more failed or retrying", Style.WARN));
        }
        return upTo(room, lines);
    }

    private static List<Text> table(List<ConnectionView> connections, Instant now, int width) {
        return ConnectionColumns.TABLE.render(
                connections.stream()
                        .map(view -> new ConnectionColumns.ConnectionRow(view, now))
                        .toList(),
                width);
    }

    private List<Text> jobs(CheckSnapshot run, int width) {
        List<Text> lines = new ArrayList<>();
        run.jobs().forEach(server -> {
            List<JobLine> jobs = board.ofInterest(server);
            if (!jobs.isEmpty()) {
                lines.add(Text.of("import jobs of " + server.target(), Style.STRONG)
                        .plus(server.poll()
                                .map(poll -> ", poll " + poll.number())
                                .orElse(""))
                        .plus(server.watchEnded()
                                .map(why -> Text.of(", watch over: " + why, Style.FAINT))
                                .orElse(Text.EMPTY)));
                lines.addAll(JobTable.fitting(jobs, width));
            }
        });
        return lines;
    }

    private static List<Text> upTo(int room, List<Text> lines) {
        if (lines.size() <= room) {
            return lines;
        }
        if (room < 2) {
            return List.of();
        }
        List<Text> some = new ArrayList<>(lines.subList(0, room - 1));
        some.add(Text.of("… and " + Units.count(lines.size() - some.size()) + " more lines", Style.FAINT));
        return some;
    }
}
