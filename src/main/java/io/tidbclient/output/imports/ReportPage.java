package io.tidbclient.output.imports;

import io.tidbclient.importjob.estimate.Eta;
import io.tidbclient.importjob.run.JobFold;
import io.tidbclient.importjob.run.JobLine;
import io.tidbclient.output.imports.JobSamples.Sample;
import io.tidbclient.output.job.JobColumns;
import io.tidbclient.output.text.Text;
import io.tidbclient.output.text.Units;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** A record as a page with charts: one file, without scripts, and nothing is loaded from anywhere. */
public final class ReportPage {
    private static final String STYLE = """
            :root { color-scheme: light dark; --ink: #1c2330; --faint: #667085; --grid: #d8dde6; --paper: #fff;
              --one: #1f6feb; --two: #c2410c; --bound: #94a3b8; --band0: #eef2f7; --band1: #e3e9f2; --bad: #b42318; }
            @media (prefers-color-scheme: dark) { :root { --ink: #e6e9ef; --faint: #98a2b3; --grid: #344054;
              --paper: #14181f; --one: #6ea8fe; --two: #fb923c; --bound: #64748b; --band0: #1b212b; --band1: #222a36;
              --bad: #f97066; } }
            body { font: 15px/1.45 system-ui, sans-serif; color: var(--ink); background: var(--paper);
              max-width: 1000px; margin: 2em auto; padding: 0 1em; }
            h1 { font-size: 1.4em; } h2 { font-size: 1.15em; margin: 2em 0 .3em; overflow-wrap: anywhere; }
            dl { display: grid; grid-template-columns: max-content 1fr; gap: .1em 1em; margin: .5em 0 1em; }
            dt { color: var(--faint); } dd { margin: 0; overflow-wrap: anywhere; } .bad { color: var(--bad); }
            figure { margin: 1em 0; } figcaption { font-weight: 600; } svg { width: 100%; height: auto; display: block; }
            figcaption span { font-weight: 400; margin-left: 1em; } figcaption .line1 { color: var(--one); }
            figcaption .line2 { color: var(--two); } figcaption .bound { color: var(--bound); }
            path { fill: none; stroke-width: 2; stroke-linejoin: round; } path.line1 { stroke: var(--one); }
            path.line2 { stroke: var(--two); } path.bound { stroke: var(--bound); stroke-width: 1; }
            .grid { stroke: var(--grid); } rect.band0 { fill: var(--band0); } rect.band1 { fill: var(--band1); }
            text { font: 12px system-ui, sans-serif; fill: var(--faint); } text.y { text-anchor: end; }
            text.x { text-anchor: middle; } footer { color: var(--faint); margin-top: 3em; }
            """;

    private final JobFold jobFold;
    private final Map<String, JobSamples> jobs = new LinkedHashMap<>();
    private final Instant begin;
    private Instant end;
    private long polls;

    /**
     * A page about no poll yet.
     *
     * @param jobFold makes the estimates anew; no other thread folds it
     * @param begin when the first poll was taken
     */
    public ReportPage(JobFold jobFold, Instant begin) {
        this.jobFold = jobFold;
        this.begin = begin;
        this.end = begin;
    }

    /**
     * The page.
     *
     * @param toolVersion this tool's
     */
    public String html(String toolVersion) {
        StringBuilder page = new StringBuilder();
        page.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<title>Import jobs</title>\n<style>\n")
                .append(STYLE)
                .append("</style></head><body>\n<h1>Import jobs, ")
                .append(Html.escape(begin.truncatedTo(ChronoUnit.SECONDS).toString()))
                .append(" – ")
                .append(Html.escape(end.truncatedTo(ChronoUnit.SECONDS).toString()))
                .append("</h1>\n<p>")
                .append(Units.count(polls, "poll", "polls"))
                .append(" in ")
                .append(Units.clock(Duration.between(begin, end)))
                .append(", ")
                .append(Units.count(jobs.size(), "job", "jobs"))
                .append(". Behind each chart: the phases, as far as they were seen.</p>\n");
        jobs.values().forEach(samples -> job(page, samples.all()));
        return page.append("<footer>tidb-client ")
                .append(Html.escape(toolVersion))
                .append("</footer>\n</body></html>\n")
                .toString();
    }

    /** Adds the next poll. */
    public void add(RecordedPoll recording) {
        polls++;
        end = recording.at();
        double second = Duration.between(begin, end).toMillis() / 1e3;
        for (JobLine line : jobFold.seen(recording.target(), recording.poll()).lines()) {
            String key = line.target() + " " + line.job().id();
            Sample sample = new Sample(second, line);
            JobSamples before = jobs.get(key);
            if (before == null) {
                jobs.put(key, new JobSamples(sample));
            } else if (!before.last().line().watched().over()) {
                // An ended job stays listed: one poll at its end is enough.
                before.add(sample);
            }
        }
    }

    private void job(StringBuilder page, List<Sample> samples) {
        JobLine last = samples.getLast().line();
        page.append("<section><h2>Job ")
                .append(last.job().id())
                .append(" – ")
                .append(Html.escape(last.job().tableName()))
                .append(" – ")
                .append(Html.escape(JobColumns.status(last).plain()))
                .append("</h2>\n<dl>");
        fact(page, "server", last.target().toString());
        fact(page, "source", last.job().dataSource());
        fact(page, "source size", last.job().sourceSize());
        fact(page, "rows", JobColumns.rows(last).plain());
        fact(page, "elapsed", JobColumns.elapsed(last).plain());
        fact(page, "rows/s", JobColumns.rate(last.estimate().rowsPerSecond()).plain());
        fact(page, "bytes/s", JobColumns.bytes(last.estimate().bytesPerSecond()).plain());
        fact(page, "result", last.job().resultMessage());
        page.append("</dl>\n");
        double seconds = Math.max(1, samples.getLast().second());
        List<Chart.Band> bands = bands(samples);
        chart(
                page,
                "Rows",
                value -> Units.about(value),
                seconds,
                bands,
                line("rows", "line1", samples, ReportPage::rows));
        chart(
                page,
                "Elapsed share of the job's time, in %",
                value -> String.valueOf(Math.round(value)),
                seconds,
                bands,
                line(
                        "share",
                        "line1",
                        samples,
                        moment -> value(moment.estimate().share()) * 100),
                line("the server's, of the step", "line2", samples, ReportPage::stepPercent));
        chart(
                page,
                "Rows per second",
                value -> Units.about(value),
                seconds,
                bands,
                line(
                        "rows/s",
                        "line1",
                        samples,
                        moment -> rate(moment, moment.estimate().rowsPerSecond())));
        chart(
                page,
                "Bytes per second of the step's data",
                value -> Units.bytes(value),
                seconds,
                bands,
                line(
                        "bytes/s",
                        "line1",
                        samples,
                        moment -> rate(moment, moment.estimate().bytesPerSecond())));
        chart(
                page,
                "Time left, as it was estimated",
                value -> Units.clock(Duration.ofMillis((long) (value * 1e3))),
                seconds,
                bands,
                line("at most", "bound", samples, moment -> left(moment, Eta::most)),
                line("at least", "bound", samples, moment -> left(moment, Eta::least)),
                truth(samples),
                line("estimated", "line1", samples, moment -> left(moment, Eta::left)));
        page.append("</section>\n");
    }

    private static void fact(StringBuilder page, String name, String value) {
        if (!Text.of(value).isBlank()) {
            page.append("<dt>")
                    .append(name)
                    .append("</dt><dd>")
                    .append(Html.escape(value))
                    .append("</dd>");
        }
    }

    private static void chart(
            StringBuilder page,
            String title,
            DoubleFunction<String> unit,
            double seconds,
            List<Chart.Band> bands,
            Chart.Line... lines) {
        page.append(new Chart(title, unit, seconds, List.of(lines), bands).svg());
    }

    private static Chart.Line line(String name, String style, List<Sample> samples, ToDoubleFunction<JobLine> value) {
        return new Chart.Line(
                name,
                style,
                samples.stream()
                        .map(sample -> new Chart.Point(sample.second(), value.applyAsDouble(sample.line())))
                        .toList());
    }

    /** What the time left really was, once that is known: a job that finished. */
    private static Chart.Line truth(List<Sample> samples) {
        Sample last = samples.getLast();
        boolean finished =
                last.line().watched().over() && last.line().estimate().share().orElse(0) == 1 && samples.size() > 1;
        return new Chart.Line(
                "in truth",
                "line2",
                finished ? List.of(new Chart.Point(0, last.second()), new Chart.Point(last.second(), 0)) : List.of());
    }

    private static List<Chart.Band> bands(List<Sample> samples) {
        List<Chart.Band> bands = new ArrayList<>();
        String name = phase(samples.getFirst().line());
        double from = samples.getFirst().second();
        for (Sample sample : samples) {
            String now = phase(sample.line());
            if (!now.equals(name)) {
                bands.add(new Chart.Band(name, bands.size(), from, sample.second()));
                name = now;
                from = sample.second();
            }
        }
        bands.add(new Chart.Band(name, bands.size(), from, samples.getLast().second()));
        return bands.stream().filter(band -> !band.name().isEmpty()).toList();
    }

    private static String phase(JobLine line) {
        if (line.watched().over()) {
            return "";
        }
        String step = line.job().step().map(reported -> reported.step()).orElse("");
        String phase = line.job().phase().isEmpty()
                ? line.job().statusText()
                : line.job().phase();
        return step.isEmpty() || step.equals(phase) ? phase : phase + "/" + step;
    }

    private static double rows(JobLine line) {
        return line.job().importedRows().isPresent()
                ? (double) line.job().importedRows().getAsLong()
                : Double.NaN;
    }

    private static double stepPercent(JobLine line) {
        return line.job().step().isPresent()
                        && line.job().step().get().percent().isPresent()
                ? line.job().step().get().percent().getAsInt()
                : Double.NaN;
    }

    /** At its end a job has an average, which is another thing. */
    private static double rate(JobLine line, OptionalDouble rate) {
        return line.watched().over() ? Double.NaN : value(rate);
    }

    private static double left(JobLine line, Function<Eta, Duration> bound) {
        Optional<Eta> eta = line.estimate().eta();
        return eta.isPresent() ? bound.apply(eta.get()).toMillis() / 1e3 : Double.NaN;
    }

    private static double value(OptionalDouble value) {
        return value.orElse(Double.NaN);
    }
}
