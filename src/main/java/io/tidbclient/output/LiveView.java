package io.tidbclient.output;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.check.ConnectionView;
import io.tidbclient.engine.RunEvent;
import io.tidbclient.engine.State;
import io.tidbclient.importjob.run.JobBoard;
import io.tidbclient.importjob.run.JobFold;
import io.tidbclient.output.digest.Latencies;
import io.tidbclient.output.digest.Server;
import io.tidbclient.output.terminal.Screen;
import io.tidbclient.output.text.Style;
import io.tidbclient.output.text.Text;
import io.tidbclient.output.text.Units;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Makes a frame of the check's live view: the server, how many connections are checked, failures in groups, what the others
 * do, and the import jobs. A few connections have a line each while these fit.
 */
final class LiveView implements RunView<CheckSnapshot> {
    private static final int LABEL = 10;
    private static final int BAR = 20;
    /** On a narrower terminal, the bar takes half the room. */
    private static final int NARROW = 60;
    /** More are not read one by one. */
    private static final int MOST_ROWS = 20;

    private final StateCounts states = new StateCounts();
    private final JobFold jobFold = JobFold.usual();
    private final WatchLines watch;
    private volatile JobBoard board = JobBoard.NONE;

    /**
     * @param monitored how long import jobs are watched; zero where the command has no setting for it
     * @param zone the reader's, for times of day
     */
    LiveView(Duration monitored, ZoneId zone) {
        this.watch = new WatchLines(monitored, zone);
    }

    @Override
    public List<Text> on(RunEvent event, CheckSnapshot after) {
        board = jobFold.after(board, event, after);
        return List.of();
    }

    @Override
    public List<Text> frame(CheckSnapshot run, Instant now, Optional<Text> news, Screen.Size size) {
        int room = Math.max(1, size.rows() - 1);
        int width = size.columns();
        List<Server> servers = Server.of(run);
        List<Text> lines = new ArrayList<>();
        lines.add(heading(servers, run, now));
        run.stopping().ifPresent(why -> lines.add(Text.of("stopping: " + why, Style.WARN)));
        news.ifPresent(lines::add);
        if (servers.size() > 1 && servers.size() < room / 3) {
            lines.addAll(ServerLine.table(servers, width));
        }
        lines.add(checked(run, width));
        lines.addAll(new FailureLines(run, width).lines(Math.max(1, (room - lines.size()) / 2)));
        List<Text> jobs = watch.of(run, board, now, width);
        List<Text> rows = rows(run, now, width);
        int left = room - lines.size();
        if (!rows.isEmpty() && (rows.size() + jobs.size() <= left || rows.size() <= left / 2)) {
            lines.addAll(rows);
        } else {
            lines.addAll(pending(run, width));
        }
        lines.addAll(jobs);
        return RowWindow.of(lines, 0, 0, room).stream()
                .limit(room)
                .map(line -> line.fit(width))
                .toList();
    }

    /** What a line is about, as wide as every other label. */
    static Text label(String label, Style style) {
        return Text.of(label + " ".repeat(Math.max(1, LABEL - label.length())), style);
    }

    private static Text heading(List<Server> servers, CheckSnapshot run, Instant now) {
        Text clock = Text.of(Units.clock(Duration.between(run.startedAt(), now)) + "  ", Style.STRONG);
        return servers.size() == 1
                ? clock.plus(ServerLine.of(servers.getFirst()))
                : clock.plus(Units.count(servers.size()) + " servers");
    }

    private static Text checked(CheckSnapshot run, int width) {
        CheckCounts counts = CheckCounts.of(run.connections());
        Text words = counts.words();
        int bar = Math.min(BAR, width < NARROW ? (width - words.width() - LABEL - 1) / 2 : BAR);
        Text line = label("checked", Style.FAINT)
                .plus(bar < 2 ? Text.EMPTY : counts.bar(bar).plus(" "))
                .plus(words);
        Text latency = latency(run);
        return latency.isBlank() || line.width() + 3 + latency.width() > width
                ? line
                : line.plus("   ").plus(latency);
    }

    private static Text latency(CheckSnapshot run) {
        Latencies connect = Latencies.of(run.connections(), ConnectionView::connectTime);
        return switch (connect.count()) {
            case 0 -> Text.EMPTY;
            case 1 -> Text.of("connect " + at(connect, 50));
            default -> Text.of("connect p50 " + at(connect, 50) + "  p99 " + at(connect, 99));
        };
    }

    private static String at(Latencies latencies, int percent) {
        return latencies.percentile(percent).map(Units::duration).orElse("");
    }

    /** What those do that are neither checked nor ended. */
    private List<Text> pending(CheckSnapshot run, int width) {
        List<ConnectionView> pending = run.connections().stream()
                .filter(view -> !view.ended() && !CheckCounts.isChecked(view))
                .toList();
        List<Text> lines = new ArrayList<>();
        Text line = label("pending", Style.FAINT);
        boolean first = true;
        for (Text phrase : states.phrases(pending)) {
            if (!first && line.width() + 3 + phrase.width() > width) {
                lines.add(line);
                line = label("", Style.FAINT);
                first = true;
            }
            line = line.plus(first ? "" : " · ", Style.FAINT).plus(phrase);
            first = false;
        }
        if (!first) {
            lines.add(line);
        }
        return lines;
    }

    /** A line for each connection that has not failed; none for a single one that is checked: the lines above say all of it. */
    private static List<Text> rows(CheckSnapshot run, Instant now, int width) {
        List<ConnectionView> all = run.connections();
        if (all.size() > MOST_ROWS || (all.size() == 1 && CheckCounts.isChecked(all.getFirst()))) {
            return List.of();
        }
        boolean oneTarget = JobBoard.targets(run).size() == 1;
        return run.connections().stream()
                .filter(view -> !view.endedAs(State.TerminalState.FAILED))
                .map(view -> new ConnectionColumns.ConnectionRow(view, now))
                .collect(Collectors.collectingAndThen(
                        Collectors.toList(),
                        rows -> ConnectionColumns.table(oneTarget).render(rows, width)));
    }
}
