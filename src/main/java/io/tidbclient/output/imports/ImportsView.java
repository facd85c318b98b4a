package io.tidbclient.output.imports;

import io.tidbclient.check.ConnectionView;
import io.tidbclient.check.ServerJobs;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.connection.Failure;
import io.tidbclient.engine.RunEvent;
import io.tidbclient.importjob.JobCounts;
import io.tidbclient.importjob.JobStatus;
import io.tidbclient.importjob.run.ImportEvent;
import io.tidbclient.importjob.run.ImportSnapshot;
import io.tidbclient.importjob.run.JobLine;
import io.tidbclient.output.KeyHint;
import io.tidbclient.output.RowWindow;
import io.tidbclient.output.RunView;
import io.tidbclient.output.StateWords;
import io.tidbclient.output.job.JobColumns;
import io.tidbclient.output.job.StaleMark;
import io.tidbclient.output.terminal.Key;
import io.tidbclient.output.terminal.Screen;
import io.tidbclient.output.text.Style;
import io.tidbclient.output.text.Text;
import io.tidbclient.output.text.Units;
import io.tidbclient.time.Durations;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The live view of import jobs: a line a job, those at work first unless another order was chosen; or one job's details. */
public final class ImportsView implements RunView<ImportSnapshot> {
    private static final String SPINNER = "|/-\\";

    private final ImportsText text;
    private final JobCursor cursor = new JobCursor();

    /** @param text prints the tables */
    public ImportsView(ImportsText text) {
        this.text = text;
    }

    @Override
    public List<Text> frame(ImportSnapshot run, Instant now, Optional<Text> news, Screen.Size size) {
        int room = Math.max(1, size.rows() - 1);
        List<List<JobLine>> tables = run.check().jobs().stream()
                .map(server -> cursor.order().sorted(run.jobs().of(server.target())))
                .toList();
        cursor.list(tables.stream().flatMap(List::stream).toList());
        List<Text> lines = new ArrayList<>();
        lines.add(header(run, now));
        run.check().stopping().ifPresent(why -> lines.add(Text.of("stopping: " + why, Style.WARN)));
        news.ifPresent(lines::add);
        trouble(run, lines);
        List<Text> fitting = cursor.detailed()
                .map(job -> details(lines, run, job, size.columns(), room))
                .orElseGet(() -> tables(lines, run, tables, now, size));
        return fitting.stream()
                .limit(room)
                .map(line -> line.fit(size.columns()))
                .toList();
    }

    private List<Text> details(List<Text> above, ImportSnapshot run, JobLine job, int width, int room) {
        List<Text> lines = new ArrayList<>(above);
        run.check().jobs().stream()
                .filter(server -> server.target().equals(job.target()))
                .forEach(server -> lines.addAll(text.details(server, run, job, width)));
        return RowWindow.of(lines, above.size(), 0, room);
    }

    private List<Text> tables(
            List<Text> above, ImportSnapshot run, List<List<JobLine>> tables, Instant now, Screen.Size size) {
        List<Text> lines = new ArrayList<>(above);
        int width = size.columns();
        boolean several = run.targets().size() > 1;
        int focus = 0;
        for (int i = 0; i < tables.size(); i++) {
            ServerJobs server = run.check().jobs().get(i);
            if (several) {
                lines.add(heading(server).plus(StaleMark.behind(server, now)));
            }
            int place = text.place(server, run, tables.get(i), width, cursor::isSelected);
            focus = place < 0 ? focus : lines.size() + place;
            lines.addAll(text.table(server, run, tables.get(i), width, cursor::isSelected));
        }
        // With one server, the headings of the columns stay as well.
        return RowWindow.of(lines, above.size() + (several ? 0 : 1), focus, Math.max(1, size.rows() - 1));
    }

    @Override
    public List<KeyHint> keys() {
        return JobCursor.KEYS;
    }

    @Override
    public void pressed(Key key) {
        cursor.press(key);
    }

    @Override
    public List<Text> on(RunEvent event, ImportSnapshot after) {
        return event instanceof RunEvent.Found found && found.event() instanceof ImportEvent done
                ? List.of(OrderNews.of(
                        after.check().connection(found.connection()).target(), done))
                : List.of();
    }

    private Text header(ImportSnapshot run, Instant now) {
        Duration since = Durations.between(run.check().startedAt(), now);
        JobCounts counts = run.counts();
        int stalled = (int) run.lines().stream()
                .filter(line -> line.estimate().stalledFor().isPresent())
                .count();
        List<ServerAddress> targets = run.targets();
        String where = targets.size() == 1 ? targets.getFirst().toString() : targets.size() + " servers";
        Text lead = Text.of(
                SPINNER.charAt((int) (since.toSeconds() % SPINNER.length())) + " " + Units.clock(since) + "  ",
                Style.STRONG);
        Text stale = targets.size() == 1 && !run.check().jobs().isEmpty()
                ? StaleMark.behind(run.check().jobs().getFirst(), now)
                : Text.EMPTY;
        return lead.plus(counts(counts, stalled))
                .plus(" – " + where)
                .plus(stale)
                .plus(order(run), Style.FAINT);
    }

    private String order(ImportSnapshot run) {
        return run.counts().total() > 1 || cursor.order() != SortOrder.STATUS
                ? "  by " + cursor.order().label()
                : "";
    }

    /** {@code 2 running, 1 FAILED}: those that need a poll first, where a narrow terminal cuts last. */
    private static Text counts(JobCounts counts, int stalled) {
        if (counts.total() == 0) {
            return Text.of("no import job so far");
        }
        List<Text> parts = new ArrayList<>();
        part(parts, counts.count(JobStatus.FAILED), "FAILED", Style.BAD);
        part(parts, counts.count(JobStatus.AWAITING_RESOLUTION), JobColumns.AWAITING, Style.WARN);
        part(parts, stalled, "STALLED", Style.WARN);
        for (JobStatus status : JobStatus.values()) {
            if (status != JobStatus.FAILED && status != JobStatus.AWAITING_RESOLUTION) {
                part(parts, counts.count(status), status.label(), Style.PLAIN);
            }
        }
        part(parts, counts.vanished(), "vanished", Style.WARN);
        return parts.stream().reduce((a, b) -> a.plus(", ").plus(b)).orElse(Text.EMPTY);
    }

    private static void part(List<Text> parts, int count, String word, Style style) {
        if (count > 0) {
            parts.add(Text.of(Units.count(count) + " " + word, style));
        }
    }

    /** Connections that are not there, which is why nothing moves. */
    private static void trouble(ImportSnapshot run, List<Text> lines) {
        for (ConnectionView view : run.check().connections()) {
            Optional<Failure> failure =
                    view.failure().or(() -> view.ended() ? Optional.empty() : view.lastAttemptFailure());
            failure.ifPresent(why -> lines.add(Text.of(
                    view.target() + "  " + (view.failure().isPresent() ? "FAILED: " : "retrying: ") + why.sentence(),
                    view.failure().isPresent() ? Style.BAD : Style.WARN)));
            if (run.check().jobs().stream().noneMatch(jobs -> jobs.target().equals(view.target()))
                    && failure.isEmpty()) {
                lines.add(Text.of(view.target() + "  " + StateWords.of(view.state()), Style.FAINT));
            }
        }
    }

    private static Text heading(ServerJobs server) {
        return Text.of(server.target().toString(), Style.STRONG)
                .plus(server.watchEnded()
                        .map(why -> Text.of("  watch over: " + why, Style.FAINT))
                        .orElse(Text.EMPTY));
    }
}
