package io.tidbclient.output;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.check.ConnectionView;
import io.tidbclient.check.report.RunSeries;
import io.tidbclient.engine.RunResult;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.output.digest.ExitCodes;
import io.tidbclient.output.digest.FailureGroup;
import io.tidbclient.output.digest.Latencies;
import io.tidbclient.output.text.LinePrinter;
import io.tidbclient.output.text.Paragraph;
import io.tidbclient.output.text.Style;
import io.tidbclient.output.text.Text;
import io.tidbclient.output.text.Units;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One line per run: when it began, its verdict, its latencies or its most frequent failure. Warnings follow it when they differ
 * from those of the run before.
 */
public final class PlainSeriesRenderer implements SeriesRenderer {
    private final LinePrinter out;
    private final Verbosity verbosity;
    private final ExitCodes exitCodes;
    private List<Text> warnings = List.of();

    /**
     * @param out standard output
     * @param verbosity with {@link Verbosity#QUIET} the verdict is all that is printed
     * @param exitCodes the numbers that the verdict names
     */
    public PlainSeriesRenderer(LinePrinter out, Verbosity verbosity, ExitCodes exitCodes) {
        this.out = out;
        this.verbosity = verbosity;
        this.exitCodes = exitCodes;
    }

    @Override
    public void run(int number, RunResult<CheckSnapshot> result) {
        if (verbosity == Verbosity.QUIET) {
            return;
        }
        CheckSnapshot run = result.last();
        String startedAt = run.startedAt().truncatedTo(ChronoUnit.SECONDS).toString();
        out.line(Text.of(startedAt + "  ", Style.FAINT)
                .plus(exitCodes.lead(result.verdict()))
                .plus(Text.of(result.verdict().sentence()))
                .plus(Text.of(failure(run)
                        .or(() -> latency(run))
                        .map(text -> "  " + text)
                        .orElse(""))));
        warn(run);
    }

    /** Only what the run before did not warn of: a series repeats itself for weeks. */
    private void warn(CheckSnapshot run) {
        List<Text> now = new Summary(Paragraph.UNLIMITED, exitCodes).warnings(run);
        if (!now.equals(warnings)) {
            out.lines(now);
        }
        warnings = now;
    }

    @Override
    public void finished(RunSeries series, int skipped, RunVerdict verdict) {
        out.lines(new Summary(Paragraph.UNLIMITED, exitCodes).verdict(verdict));
    }

    private static Optional<String> failure(CheckSnapshot run) {
        List<FailureGroup> groups = FailureGroup.of(run.connections());
        if (groups.isEmpty()) {
            return Optional.empty();
        }
        String others = groups.size() == 1
                ? ""
                : " (and " + Units.count(groups.size() - 1, "other failure", "other failures") + ")";
        return Optional.of(groups.getFirst().failure().sentence() + others);
    }

    private static Optional<String> latency(CheckSnapshot run) {
        return measured("connect", run, ConnectionView::connectTime)
                .map(connect -> connect
                        + measured("first round trip", run, ConnectionView::roundTrip)
                                .map(roundTrip -> ", " + roundTrip)
                                .orElse(""));
    }

    private static Optional<String> measured(
            String what, CheckSnapshot run, Function<ConnectionView, Optional<Duration>> value) {
        Latencies latencies = Latencies.of(run.connections(), value);
        if (latencies.count() <= 1) {
            return latencies.percentile(50).map(only -> what + " " + Units.duration(only));
        }
        return latencies
                .percentile(50)
                .map(median -> what + " p50 " + Units.duration(median) + " p99 "
                        + Units.duration(latencies.percentile(99).orElseThrow()));
    }
}
