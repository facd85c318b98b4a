package io.tidbclient.output.imports;

import io.tidbclient.importjob.run.JobFold;
import io.tidbclient.importjob.run.JobLine;
import io.tidbclient.importjob.run.JobSample;
import io.tidbclient.importjob.run.JobSamples;
import io.tidbclient.output.text.Html;
import io.tidbclient.output.text.Units;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** A record as a page with charts: one file, without scripts, and nothing is loaded from anywhere. */
public final class ReportPage {
    private static final int MOST_SAMPLES = 2_000;

    private final JobFold jobFold;
    private final Map<String, Recorded> jobs = new LinkedHashMap<>();
    private final Instant begin;
    private Instant end;
    private long polls;

    private record Recorded(JobLine last, JobSamples samples) {}

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
        page.append(head()).append(summary());
        jobs.values().forEach(job -> page.append(new JobSection(job.last(), job.samples()).html()));
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
            JobSample sample = JobSample.of(second, line);
            Recorded before = jobs.get(key);
            if (before == null) {
                jobs.put(key, new Recorded(line, JobSamples.of(sample)));
            } else if (!before.last().watched().over()) {
                // An ended job stays listed: one poll at its end is enough.
                jobs.put(key, new Recorded(line, before.samples().with(sample, MOST_SAMPLES)));
            }
        }
    }

    private static String head() {
        return """
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>Import jobs</title>
                <style>
                """ + style() + "</style></head><body>\n";
    }

    private String summary() {
        return "<h1>Import jobs, "
                + Html.escape(begin.truncatedTo(ChronoUnit.SECONDS).toString())
                + " – "
                + Html.escape(end.truncatedTo(ChronoUnit.SECONDS).toString())
                + "</h1>\n<p>"
                + Units.count(polls, "poll", "polls")
                + " in "
                + Units.clock(Duration.between(begin, end))
                + ", "
                + Units.count(jobs.size(), "job", "jobs")
                + ". Behind each chart: the phases, as far as they were seen.</p>\n";
    }

    private static String style() {
        try (InputStream css =
                Objects.requireNonNull(ReportPage.class.getResourceAsStream("report-page.css"), "report-page.css")) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
