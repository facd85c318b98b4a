package io.tidbclient.output.imports;

import io.tidbclient.check.CheckEvent;
import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.engine.RunEvent;
import io.tidbclient.engine.State;
import io.tidbclient.importjob.Poll;
import io.tidbclient.importjob.estimate.JobEstimate;
import io.tidbclient.importjob.run.ImportEvent;
import io.tidbclient.importjob.run.JobBoard;
import io.tidbclient.importjob.run.JobLine;
import io.tidbclient.output.FailureSummary;
import io.tidbclient.output.MissedPollText;
import io.tidbclient.output.Rate;
import io.tidbclient.output.text.Style;
import io.tidbclient.output.text.Text;
import io.tidbclient.output.text.Units;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is worth a line of what happens: each job that appears, changes its phase, stalls or ends; progress now and then. */
final class ImportsNews {
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final int MOST_JOBS = 5;

    private final JobBoard model;
    private final Map<ServerAddress, Rate> rates = new HashMap<>();
    private final Map<String, String> phases = new HashMap<>();
    private final Set<String> stalled = new HashSet<>();

    ImportsNews(JobBoard model) {
        this.model = model;
    }

    List<Text> of(RunEvent event, CheckSnapshot after) {
        return switch (event) {
            case RunEvent.Found found -> found(found, after);
            case RunEvent.Stopping stopping -> List.of(Text.of("stopping: " + stopping.reason(), Style.WARN));
            case RunEvent.Transitioned moved
            when moved.to() == State.TerminalState.FAILED ->
                after.connections().stream()
                        .filter(view -> view.name().equals(moved.connection()))
                        .flatMap(view -> view.failure().stream()
                                .map(failure -> Text.of(
                                        view.target() + "  FAILED: " + FailureSummary.sentence(failure), Style.BAD)))
                        .toList();
            case RunEvent.Transitioned moved -> List.of();
            case RunEvent.Started started -> List.of();
            case RunEvent.MessageSent sent -> List.of();
        };
    }

    private List<Text> found(RunEvent.Found found, CheckSnapshot after) {
        ServerAddress target = after.connection(found.connection()).target();
        return switch (found.event()) {
            case CheckEvent.JobsWatched watched -> poll(target, watched.poll(), after);
            case CheckEvent.AttemptFailed failed ->
                List.of(Text.of(
                        target + "  try " + failed.attempt() + " failed, retrying: "
                                + FailureSummary.sentence(failed.failure()),
                        Style.WARN));
            case CheckEvent.PollMissed missed -> List.of(Text.of(target + "  ").plus(MissedPollText.of(missed)));
            case CheckEvent.Reopened reopened ->
                List.of(Text.of(
                        target + "  the connection was lost and reopened after " + Units.duration(reopened.took()),
                        Style.WARN));
            case ImportEvent done -> List.of(OrderNews.of(target, done));
            default -> List.of();
        };
    }

    private List<Text> poll(ServerAddress target, Poll poll, CheckSnapshot after) {
        JobBoard.Seen seen = new JobBoard.Seen(target, poll, model.of(target));
        List<Text> lines = new ArrayList<>();
        boolean tellProgress =
                rates.computeIfAbsent(target, key -> new Rate(PAUSE)).allows(after.at());
        Set<Long> appeared = Set.copyOf(poll.appeared());
        Set<Long> ended = Set.copyOf(poll.ended());
        int reported = 0;
        for (JobLine line : seen.lines()) {
            long id = line.job().id();
            boolean changed = changedPhase(line);
            if (ended.contains(id)) {
                lines.add(about(line, end(line)));
            } else if (appeared.contains(id)) {
                lines.add(about(line, Text.of(what(line) + source(line))));
            } else if (newlyStalled(line)) {
                lines.add(about(
                        line,
                        Text.of(
                                "STALLED: no progress reported for "
                                        + Units.clock(
                                                line.estimate().stalledFor().orElseThrow()),
                                Style.WARN)));
            } else if (!line.watched().over() && (changed || (tellProgress && reported < MOST_JOBS))) {
                reported++;
                lines.add(about(line, Text.of(progress(line))));
            }
        }
        return lines;
    }

    private boolean changedPhase(JobLine line) {
        if (line.watched().over()) {
            phases.remove(key(line));
            return false;
        }
        String now = what(line);
        String before = phases.put(key(line), now);
        return before != null && !before.equals(now);
    }

    private boolean newlyStalled(JobLine line) {
        if (line.estimate().stalledFor().isEmpty()) {
            stalled.remove(key(line));
            return false;
        }
        return stalled.add(key(line));
    }

    private static String key(JobLine line) {
        return line.target() + " " + line.job().id();
    }

    private static Text about(JobLine line, Text what) {
        return Text.of(line.target() + "  job " + line.job().id() + " "
                        + line.job().targetTable() + "  ")
                .plus(what);
    }

    private static Text end(JobLine line) {
        String message = line.job().resultMessage();
        return JobLineColumns.status(line)
                .plus(amount(line))
                .plus(message.isEmpty() ? "" : ": " + message, line.failed() ? Style.BAD : Style.PLAIN);
    }

    private static String progress(JobLine line) {
        JobEstimate estimate = line.estimate();
        StringBuilder text = new StringBuilder(what(line));
        if (estimate.share().isPresent()) {
            text.append(", ")
                    .append((int) (estimate.share().getAsDouble() * 100))
                    .append('%');
        } else {
            line.job()
                    .step()
                    .ifPresent(step -> step.percent()
                            .ifPresent(percent ->
                                    text.append(", step ").append(percent).append('%')));
        }
        text.append(amount(line));
        if (estimate.rowsPerSecond().isPresent()) {
            text.append(", ")
                    .append(JobLineColumns.rate(estimate.rowsPerSecond()).plain())
                    .append(" rows/s");
        }
        if (estimate.bytesPerSecond().isPresent()) {
            text.append(", ")
                    .append(JobLineColumns.bytes(estimate.bytesPerSecond()).plain())
                    .append("/s");
        }
        estimate.eta()
                .ifPresent(eta -> text.append(", ~")
                        .append(Units.clock(eta.left()))
                        .append(" left (")
                        .append(JobLineColumns.between(estimate.eta()).plain())
                        .append(')'));
        return text.toString();
    }

    private static String amount(JobLine line) {
        String rows = JobLineColumns.rows(line).plain();
        String elapsed = JobLineColumns.elapsed(line).plain();
        return (rows.isEmpty() ? "" : ", " + rows + " rows") + (elapsed.isEmpty() ? "" : " in " + elapsed);
    }

    private static String what(JobLine line) {
        String status = JobLineColumns.status(line).plain();
        String word = line.estimate().stalledFor().isPresent() ? "running" : status;
        return line.job().phase().isEmpty() ? word : word + ", " + line.job().phase();
    }

    private static String source(JobLine line) {
        return line.job().dataSource().isEmpty() ? "" : ", from " + line.job().dataSource();
    }
}
