package io.tidbclient.serve.page;

import io.quarkus.qute.RawString;
import io.tidbclient.importjob.JobCounts;
import io.tidbclient.importjob.JobStatus;
import io.tidbclient.importjob.estimate.EstimateSource;
import io.tidbclient.importjob.estimate.PhaseTime;
import io.tidbclient.importjob.run.JobLine;
import io.tidbclient.output.imports.JobCharts;
import io.tidbclient.output.imports.JobFacts;
import io.tidbclient.output.job.JobColumns;
import io.tidbclient.output.job.PhaseTrack;
import io.tidbclient.output.text.Style;
import io.tidbclient.output.text.Text;
import io.tidbclient.output.text.Units;
import io.tidbclient.serve.status.JobView;
import io.tidbclient.serve.status.ServerSnapshot;
import io.tidbclient.serve.status.TargetJobs;
import io.tidbclient.serve.status.TargetView;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** What the templates show of import jobs. */
final class JobData {
    /** They have places of their own on the page, or advice for the command line. */
    private static final Set<String> ELSEWHERE = Set.of(JobFacts.DONE, JobFacts.LEFT, JobFacts.PHASES);

    private JobData() {}

    /** How many jobs of a target a list shows. */
    record Limits(int active, int ended) {
        /** On the overview, which has every target. */
        static final Limits OVERVIEW = new Limits(10, 5);

        /** On the target's own page. */
        static final Limits TARGET = new Limits(200, TargetJobs.MOST_ENDED);
    }

    /** The id of a job's part of the page. */
    static String id(String target, long job) {
        return "job-" + PageData.encoded(target) + "-" + job;
    }

    static Map<String, Object> counts(ServerSnapshot server) {
        JobCounts counts =
                server.targets().stream().map(view -> view.jobs().counts()).reduce(JobCounts.NONE, JobCounts::plus);
        int active = counts.count(JobStatus.RUNNING)
                + counts.count(JobStatus.AWAITING_RESOLUTION)
                + counts.count(JobStatus.OTHER);
        int pending = counts.count(JobStatus.PENDING);
        int finished = counts.count(JobStatus.FINISHED);
        int others = counts.total() - active - pending - finished;
        return Map.of(
                "active", active, "pending", pending, "finished", finished, "others", others == 0 ? "" : "" + others);
    }

    /**
     * The jobs of a target.
     *
     * @param prefix of the list's id, which is the name of its place as well
     */
    static Map<String, Object> list(String prefix, TargetView view, Limits limits) {
        TargetJobs jobs = view.jobs();
        List<JobView> shown = new ArrayList<>();
        jobs.active().stream().limit(limits.active()).forEach(shown::add);
        jobs.ended().stream().limit(limits.ended()).forEach(shown::add);
        int more = jobs.all().size() - shown.size();
        return Map.of(
                "id", prefix + "-" + PageData.encoded(view.name()),
                "name", PageData.clean(view.name()),
                "href", PageData.href(view.name()),
                "unknown", unknown(jobs),
                "jobs", shown.stream().map(job -> row(view.name(), job)).toList(),
                "more", more == 0 ? "" : Units.count(more, "more job", "more jobs"),
                "dropped",
                        jobs.dropped() == 0
                                ? ""
                                : Units.count(jobs.dropped(), "earlier job is", "earlier jobs are") + " not listed");
    }

    /** Whether the overview has anything to show of it. */
    static boolean worthShowing(TargetJobs jobs) {
        return !jobs.all().isEmpty()
                || jobs.unknown().filter(unknown -> !unknown.unsupported()).isPresent();
    }

    /** What the page of a job shows. */
    static Map<String, Object> job(TargetView view, JobView job) {
        JobLine line = job.line();
        Text rate = JobColumns.rate(line.estimate().rowsPerSecond());
        return Map.ofEntries(
                Map.entry("id", id(view.name(), job.id())),
                Map.entry("source", href(view.name(), job.id()) + "/part"),
                Map.entry("number", "" + job.id()),
                Map.entry("table", PageData.clean(line.job().tableName())),
                Map.entry("status", status(line)),
                Map.entry("ended", job.endedAt().<Object>map(PageData::time).orElse("")),
                Map.entry("unknown", unknown(view.jobs())),
                Map.entry("progress", progress(line)),
                Map.entry("eta", eta(line)),
                Map.entry("basis", basis(line)),
                Map.entry("rows", JobColumns.rows(line).plain()),
                Map.entry("rate", rate.isBlank() ? "" : rate.plain() + " rows/s"),
                Map.entry("phases", phases(line)),
                Map.entry("charts", new RawString(new JobCharts(line, job.samples()).html())),
                Map.entry("facts", facts(line)));
    }

    private static Map<String, Object> row(String target, JobView job) {
        JobLine line = job.line();
        return Map.ofEntries(
                Map.entry("number", "" + job.id()),
                Map.entry("href", href(target, job.id())),
                Map.entry("table", PageData.clean(line.job().tableName())),
                Map.entry("status", status(line)),
                Map.entry("phase", line.watched().over() ? "" : PageData.clean(phase(line))),
                Map.entry("progress", progress(line)),
                Map.entry("eta", eta(line)),
                Map.entry("rows", JobColumns.rows(line).plain()),
                Map.entry(
                        "rate", JobColumns.rate(line.estimate().rowsPerSecond()).plain()),
                Map.entry("elapsed", JobColumns.elapsed(line).plain()));
    }

    private static String href(String target, long job) {
        return PageData.href(target) + "/jobs/" + job;
    }

    private static Map<String, Object> status(JobLine line) {
        Text status = JobColumns.status(line);
        Style style = status.spans().isEmpty()
                ? Style.PLAIN
                : status.spans().getFirst().style();
        return Map.of("word", PageData.clean(status.plain()), "style", style(style));
    }

    private static String style(Style style) {
        return switch (style) {
            case BAD -> "bad";
            case WARN -> "warn";
            case GOOD -> "good";
            case PLAIN, STRONG, FAINT -> "";
        };
    }

    private static Object unknown(TargetJobs jobs) {
        return jobs.unknown()
                .<Object>map(unknown -> Map.of(
                        "unsupported",
                        unknown.unsupported() ? "yes" : "",
                        "since",
                        PageData.time(unknown.since()),
                        "sentence",
                        PageData.clean(unknown.failure().sentence()),
                        "hint",
                        unknown.unsupported()
                                ? ""
                                : PageData.clean(unknown.failure().hint())))
                .orElse("");
    }

    /** Of the whole job, else of its step, else empty. */
    private static Object progress(JobLine line) {
        if (line.estimate().share().isPresent()) {
            int percent = (int) Math.floor(line.estimate().share().getAsDouble() * 100);
            return Map.of(
                    "percent",
                    percent,
                    "text",
                    percent + " %",
                    "of",
                    "job " + line.job().id());
        }
        OptionalInt step = line.running()
                ? line.job().step().map(reported -> reported.percent()).orElse(OptionalInt.empty())
                : OptionalInt.empty();
        return step.isPresent()
                ? Map.of(
                        "percent",
                        step.getAsInt(),
                        "text",
                        step.getAsInt() + " % of the step",
                        "of",
                        "the step of job " + line.job().id())
                : "";
    }

    private static Object eta(JobLine line) {
        return line.estimate()
                .eta()
                .<Object>map(eta -> Map.of(
                        "left",
                        "~" + Units.clock(eta.left()),
                        "range",
                        JobColumns.between(Optional.of(eta)).plain()))
                .orElse("");
    }

    private static String basis(JobLine line) {
        EstimateSource source = line.estimate().source();
        return source == EstimateSource.NONE ? "" : source.words();
    }

    private static String phase(JobLine line) {
        return PhaseTrack.of(line).plain();
    }

    /** Those that were seen with their time, the one it is in, and those that usually follow. */
    private static List<Map<String, Object>> phases(JobLine line) {
        List<Map<String, Object>> phases = new ArrayList<>();
        for (PhaseTime phase : line.estimate().phases()) {
            String name = phase.step().isEmpty() || phase.step().equals(phase.phase())
                    ? phase.phase()
                    : phase.phase() + "/" + phase.step();
            if (!name.isEmpty()) {
                boolean done = phase.over() || line.watched().over();
                phases.add(phase(
                        name, (phase.fromBegin() ? "" : "≥ ") + Units.clock(phase.seen()), done ? "done" : "now"));
            }
        }
        PhaseTrack.later(line).forEach(name -> phases.add(phase(name, "", "later")));
        return phases;
    }

    private static Map<String, Object> phase(String name, String time, String style) {
        return Map.of("name", PageData.clean(name), "time", time, "style", style);
    }

    private static List<Map<String, Object>> facts(JobLine line) {
        return JobFacts.of(line).stream()
                .filter(fact -> !ELSEWHERE.contains(fact.name()))
                .map(fact -> Map.<String, Object>of(
                        "name", PageData.clean(fact.name()),
                        "value", PageData.clean(fact.value()),
                        "style", style(fact.style())))
                .toList();
    }
}
