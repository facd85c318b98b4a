package io.tidbclient.output.job;

import io.tidbclient.config.ServerAddress;
import io.tidbclient.importjob.Poll;
import io.tidbclient.importjob.estimate.JobEstimate;
import io.tidbclient.importjob.run.JobBoard;
import io.tidbclient.importjob.run.JobLine;
import io.tidbclient.output.terminal.Rate;
import io.tidbclient.output.text.Style;
import io.tidbclient.output.text.Text;
import io.tidbclient.output.text.Units;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is worth a line in a poll of import jobs: each job that appears, changes its phase, stalls or ends, and every ten
 * seconds how far the first few are. That a job awaits a resolution is reported once for each reason, and nothing else of
 * it until it continues.
 */
public final class JobNews {
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final int MOST_JOBS = 5;

    private final ZoneId zone;
    private final Map<ServerAddress, Rate> rates = new HashMap<>();
    private final Map<String, String> phases = new HashMap<>();
    private final Set<String> stalled = new HashSet<>();
    private final Map<String, String> awaited = new HashMap<>();

    /** @param zone the reader's, for times of day */
    public JobNews(ZoneId zone) {
        this.zone = zone;
    }

    /**
     * The lines of a poll.
     *
     * @param at when it was taken
     */
    public List<Text> of(JobBoard.Seen seen, Instant at) {
        Poll poll = seen.poll();
        List<Text> lines = new ArrayList<>();
        boolean due =
                rates.computeIfAbsent(seen.target(), key -> new Rate(PAUSE)).allows(at);
        Set<Long> appeared = Set.copyOf(poll.appeared());
        Set<Long> ended = Set.copyOf(poll.ended());
        int reported = 0;
        for (JobLine line : seen.lines()) {
            long id = line.job().id();
            boolean changed = changedPhase(line);
            if (!line.awaitsResolution()) {
                awaited.remove(key(line));
            }
            if (ended.contains(id)) {
                lines.add(about(line, end(line)));
            } else if (line.awaitsResolution()) {
                if (newlyAwaits(line)) {
                    lines.add(about(line, awaits(line)));
                }
            } else if (appeared.contains(id)) {
                lines.add(about(line, Text.of(what(line) + source(line))));
            } else if (newlyStalled(line)) {
                String since = Units.clock(line.estimate().stalledFor().orElseThrow());
                lines.add(about(line, Text.of("STALLED: no progress reported for " + since, Style.WARN)));
            } else if (!line.watched().over() && (changed || (due && reported < MOST_JOBS))) {
                reported++;
                lines.add(about(line, Text.of(progress(line, new EndTimes(at, zone)))));
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

    private boolean newlyAwaits(JobLine line) {
        String reason = line.job().resultMessage();
        return !reason.equals(awaited.put(key(line), reason));
    }

    private static Text awaits(JobLine line) {
        String phase = line.job().phase();
        return JobColumns.status(line)
                .plus((phase.isEmpty() ? "" : ", " + phase) + ": ", Style.WARN)
                .plus(JobColumns.result(line));
    }

    private static String key(JobLine line) {
        return line.target() + " " + line.job().id();
    }

    private static Text about(JobLine line, Text what) {
        return Text.of(line.target() + "  job " + line.job().id() + " "
                        + line.job().tableName() + "  ")
                .plus(what);
    }

    private static Text end(JobLine line) {
        if (line.watched().vanished()) {
            return Text.of("vanished: the server no longer lists it", Style.WARN);
        }
        String message = line.job().resultMessage();
        return JobColumns.status(line)
                .plus(amount(line))
                .plus(message.isEmpty() ? "" : ": " + message, line.failed() ? Style.BAD : Style.PLAIN);
    }

    private static String progress(JobLine line, EndTimes ends) {
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
        String rate = JobColumns.rate(JobColumns.speed(line)).plain();
        if (!rate.isEmpty()) {
            text.append(", ").append(rate).append(" rows/s");
        }
        if (estimate.bytesPerSecond().isPresent()) {
            text.append(", ")
                    .append(JobColumns.bytes(estimate.bytesPerSecond()).plain())
                    .append("/s");
        }
        estimate.eta()
                .ifPresent(eta -> text.append(", ~")
                        .append(Units.clock(eta.left()))
                        .append(" left (")
                        .append(JobColumns.between(estimate.eta()).plain())
                        .append(')')
                        .append(ends.of(eta).map(time -> ", ends about " + time).orElse("")));
        return text.toString();
    }

    private static String amount(JobLine line) {
        String rows = JobColumns.rows(line).plain();
        String elapsed = JobColumns.elapsed(line).plain();
        return (rows.isEmpty() ? "" : ", " + rows + " rows") + (elapsed.isEmpty() ? "" : " in " + elapsed);
    }

    private static String what(JobLine line) {
        String status = JobColumns.status(line).plain();
        String word = line.estimate().stalledFor().isPresent() ? "running" : status;
        return line.job().phase().isEmpty() ? word : word + ", " + line.job().phase();
    }

    private static String source(JobLine line) {
        return line.job().dataSource().isEmpty() ? "" : ", from " + line.job().dataSource();
    }
}
