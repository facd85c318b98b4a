package io.tidbclient.output;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.check.ConnectionView;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.importjob.run.JobBoard;
import io.tidbclient.output.digest.CertificateWarning;
import io.tidbclient.output.digest.ExitCodes;
import io.tidbclient.output.digest.FailureGroup;
import io.tidbclient.output.digest.Latencies;
import io.tidbclient.output.digest.LatencyBars;
import io.tidbclient.output.digest.Server;
import io.tidbclient.output.text.Column;
import io.tidbclient.output.text.Paragraph;
import io.tidbclient.output.text.Style;
import io.tidbclient.output.text.Table;
import io.tidbclient.output.text.Text;
import io.tidbclient.output.text.Units;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The closing text: servers, latencies, failures, and the verdict as the last line. */
final class Summary {
    private static final int MOST_GROUPS = 20;
    private static final int FEWEST_FOR_HISTOGRAM = 10;
    private static final int HISTOGRAM = 24;
    /** As wide as the first column of the table of latencies. */
    private static final int MEASURE = 18;
    /** As wide as most of them. */
    private static final int LEAST_LATENCY = 8;

    private static final String RENEW =
            "Renew it: clients that verify it refuse to connect after its expiry. --warn-cert-expiry sets how early to"
                    + " warn.";

    private static final Table<Measured> LATENCIES = Table.of(
            Column.<Measured>left("LATENCY", 0, row -> Text.of(row.what())).cutTo(7),
            Column.right("COUNT", 4, row -> Text.of(Units.count(row.latencies().count()))),
            percentile("MIN", 3, 0),
            percentile("P50", 0, 50),
            percentile("P90", 5, 90),
            percentile("P99", 2, 99),
            percentile("MAX", 1, 100));

    private final int width;
    private final ExitCodes exitCodes;

    private record Measured(String what, Latencies latencies) {}

    /**
     * @param width how many columns a line may take, at least 2; {@link Paragraph#UNLIMITED} where lines are never broken
     * @param exitCodes the numbers that the verdict names
     */
    Summary(int width, ExitCodes exitCodes) {
        this.width = Math.max(2, width);
        this.exitCodes = exitCodes;
    }

    /**
     * All of it.
     *
     * @param board what the polls of the run's import jobs were folded into
     * @param zone the reader's, for times of day
     */
    List<Text> lines(CheckSnapshot run, RunVerdict verdict, JobBoard board, ZoneId zone) {
        List<Text> lines = new ArrayList<>();
        ServerSummary servers = new ServerSummary(width, run.at(), board, zone);
        for (Server server : Server.of(run)) {
            lines.addAll(servers.lines(server));
            lines.add(Text.EMPTY);
        }
        section(lines, latencies(run));
        section(lines, failures(run));
        section(lines, warnings(run));
        lines.addAll(verdict(verdict));
        return lines;
    }

    /** What is left when only the result is wanted: the verdict, with the first failure where it names none. */
    List<Text> result(CheckSnapshot run, RunVerdict verdict) {
        String first = FailureGroup.of(run.connections()).stream()
                .findFirst()
                .map(group -> FailureSummary.sentence(group.failure()))
                .filter(sentence -> !verdict.sentence().contains("the last failure: "))
                .map(sentence -> "; the first failure: " + sentence.replaceFirst("\\.$", ""))
                .orElse("");
        String sentence =
                first.isEmpty() ? verdict.sentence() : verdict.sentence().replaceFirst("\\.$", "") + first;
        return Paragraph.lines(exitCodes.lead(verdict), sentence, Style.PLAIN, width);
    }

    /** The verdict alone. */
    List<Text> verdict(RunVerdict verdict) {
        return Paragraph.lines(exitCodes.lead(verdict), verdict.sentence(), Style.PLAIN, width);
    }

    private static void section(List<Text> lines, List<Text> section) {
        if (!section.isEmpty()) {
            lines.addAll(section);
            lines.add(Text.EMPTY);
        }
    }

    private List<Text> latencies(CheckSnapshot run) {
        List<Measured> rows = new ArrayList<>();
        rows.add(new Measured("connect", Latencies.of(run.connections(), ConnectionView::connectTime)));
        rows.add(new Measured("first round trip", Latencies.of(run.connections(), ConnectionView::roundTrip)));
        rows.removeIf(row -> row.latencies().count() == 0);
        if (rows.stream().allMatch(row -> row.latencies().count() == 1)) {
            String all =
                    rows.stream().map(row -> row.what() + " " + median(row)).collect(Collectors.joining(", "));
            return rows.isEmpty()
                    ? List.of()
                    : Paragraph.lines(Text.of("latency  ", Style.FAINT), all, Style.PLAIN, width);
        }
        List<Text> lines = new ArrayList<>(LATENCIES.render(rows, width));
        rows.stream()
                .filter(row -> row.latencies().count() >= FEWEST_FOR_HISTOGRAM)
                .forEach(row ->
                        distribution(row).filter(line -> line.width() <= width).ifPresent(lines::add));
        return lines;
    }

    /** From the least to the greatest, in intervals of the same factor. */
    private static Optional<Text> distribution(Measured row) {
        return LatencyBars.of(row.latencies(), HISTOGRAM)
                .map(bars -> Text.of(
                                row.what()
                                        + " "
                                                .repeat(Math.max(
                                                        1, MEASURE - row.what().length())),
                                Style.FAINT)
                        .plus(at(row, 0)
                                + " "
                                        .repeat(Math.max(
                                                1, LEAST_LATENCY - at(row, 0).length())))
                        .plus(bars, Style.GOOD)
                        .plus(" " + at(row, 100)));
    }

    private static String at(Measured row, int percent) {
        return row.latencies().percentile(percent).map(Units::duration).orElse("");
    }

    private static String median(Measured row) {
        return at(row, 50);
    }

    private static Column<Measured> percentile(String header, int rank, int percent) {
        return Column.right(header, rank, row -> {
            Optional<Duration> value = row.latencies().percentile(percent);
            return Text.of(value.map(Units::duration).orElse(""));
        });
    }

    /** One paragraph for each certificate that expires soon, and what to do. */
    List<Text> warnings(CheckSnapshot run) {
        List<CertificateWarning> warnings = CertificateWarning.of(run);
        List<Text> lines = new ArrayList<>();
        warnings.stream()
                .limit(MOST_GROUPS)
                .forEach(warning -> lines.addAll(
                        Paragraph.lines(Text.of("WARNING  ", Style.WARN), warning.sentence(), Style.PLAIN, width)));
        if (warnings.size() > MOST_GROUPS) {
            lines.addAll(Paragraph.lines(
                    Text.EMPTY,
                    "… and " + Units.count(warnings.size() - MOST_GROUPS, "other warning", "other warnings")
                            + ": -o json lists them all",
                    Style.WARN,
                    width));
        }
        if (!warnings.isEmpty()) {
            lines.addAll(Paragraph.lines(Text.of("  → ", Style.FAINT), RENEW, Style.PLAIN, width));
        }
        return lines;
    }

    private List<Text> failures(CheckSnapshot run) {
        List<FailureGroup> groups = FailureGroup.of(run.connections());
        List<Text> lines = new ArrayList<>();
        FailureSummary failures = new FailureSummary(width);
        groups.stream().limit(MOST_GROUPS).forEach(group -> lines.addAll(failures.lines(group)));
        if (groups.size() > MOST_GROUPS) {
            lines.addAll(Paragraph.lines(
                    Text.EMPTY,
                    "… and " + Units.count(groups.size() - MOST_GROUPS) + " other failures: -o json lists them all",
                    Style.BAD,
                    width));
        }
        return lines;
    }
}
