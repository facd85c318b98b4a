package io.tidbclient.serve.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.tidbclient.importjob.JobCounts;
import io.tidbclient.importjob.JobStatus;
import io.tidbclient.importjob.estimate.Eta;
import io.tidbclient.importjob.run.JobLine;
import io.tidbclient.output.text.TerminalText;
import io.tidbclient.serve.status.JobView;
import io.tidbclient.serve.status.ServerSnapshot;
import io.tidbclient.serve.status.TargetView;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How the import jobs are. The number of values is bounded: for each target those of at most {@link #MOST_JOBS} jobs, which are
 * active or have ended within {@link #KEPT}.
 */
final class JobGauges {
    /** How long an ended job keeps its metrics. */
    static final Duration KEPT = Duration.ofHours(1);

    /** How many jobs of a target have metrics; the active ones are preferred. */
    static final int MOST_JOBS = 50;

    private static final String TARGET = "target";
    private static final String TABLE = "table";
    /** Not {@code job}, which Prometheus has for the scrape's and would rename to {@code exported_job}. */
    private static final String JOB = "job_id";

    private static final List<JobStatus> STATUSES = Stream.of(JobStatus.values())
            .sorted(Comparator.comparing(JobStatus::label))
            .toList();

    private final GaugeFamily lastPoll =
            gauge("last_poll_timestamp_seconds", "When the import jobs of the target were last listed.");
    private final GaugeFamily jobs =
            gauge("jobs", "Import jobs by status: the active ones, and those that ended within 24 hours, at most 100.");
    private final GaugeFamily progress =
            gauge("job_progress_ratio", "The share of the job's time that has passed, as estimated.");
    private final GaugeFamily rows = gauge("job_rows", "Rows imported so far.");
    private final GaugeFamily rate =
            gauge("job_rows_per_second", "Rows imported per second; of an ended job the average.");
    private final GaugeFamily remaining =
            gauge("job_remaining_seconds", "The estimated time that remains; absent without an estimate.");
    private final GaugeFamily stalled = gauge("job_stalled", "Whether the job makes no progress: 1 or 0.");
    private final GaugeFamily state = gauge("job_state", "The job's status, as a label; always 1.");

    /** A job that has metrics. */
    private record Labelled(String target, String id, String table, Labels labels, JobLine line) {}

    private final LabelSets labelSets;

    private JobGauges(LabelSets labelSets) {
        this.labelSets = labelSets;
    }

    /**
     * @param labelSets those of the scrapes before
     * @param now says how long ago a job has ended
     */
    static List<MetricSnapshot> of(ServerSnapshot server, LabelSets labelSets, Instant now) {
        JobGauges gauges = new JobGauges(labelSets);
        gauges.addPolls(server.targets());
        // In the order of their labels, in which every family sorts its values: eight families then find them sorted.
        server.targets().stream()
                .flatMap(view -> gauges.labelled(view, now))
                .sorted(Comparator.comparing(Labelled::labels))
                .forEach(gauges::add);
        return List.of(
                gauges.lastPoll.snapshot(),
                gauges.jobs.snapshot(),
                gauges.progress.snapshot(),
                gauges.rows.snapshot(),
                gauges.rate.snapshot(),
                gauges.remaining.snapshot(),
                gauges.stalled.snapshot(),
                gauges.state.snapshot());
    }

    private void addPolls(List<TargetView> targets) {
        Map<String, JobCounts> counts = new LinkedHashMap<>();
        for (TargetView view : targets) {
            view.jobs().polledAt().ifPresent(at -> {
                lastPoll.add(labelSets.of(TARGET, view.name()), Seconds.of(at));
                counts.put(view.name(), view.jobs().counts());
            });
        }
        // By status and then by target, as the family sorts them.
        for (JobStatus status : STATUSES) {
            counts.forEach((target, all) -> addCount(status.label(), target, all.count(status)));
        }
        counts.forEach((target, all) -> addCount("vanished", target, all.vanished()));
    }

    private void addCount(String status, String target, int count) {
        jobs.add(labelSets.of(TARGET, target, "status", status), count);
    }

    private Stream<Labelled> labelled(TargetView view, Instant now) {
        return view.jobs().all().stream()
                .filter(job ->
                        job.endedAt().map(end -> end.plus(KEPT).isAfter(now)).orElse(true))
                .limit(MOST_JOBS)
                .map(job -> labelled(view.name(), job));
    }

    private void add(Labelled job) {
        Labels labels = job.labels();
        JobLine line = job.line();
        line.estimate().share().ifPresent(share -> progress.add(labels, share));
        line.job().importedRows().ifPresent(imported -> rows.add(labels, (double) imported));
        line.estimate().rowsPerSecond().ifPresent(perSecond -> rate.add(labels, perSecond));
        line.estimate().eta().map(Eta::left).ifPresent(left -> remaining.add(labels, Seconds.of(left)));
        stalled.add(labels, line.estimate().stalledFor().isPresent() ? 1 : 0);
        String status =
                line.watched().vanished() ? "vanished" : line.job().status().label();
        state.add(labelSets.of(JOB, job.id(), "state", status, TABLE, job.table(), TARGET, job.target()), 1);
    }

    private Labelled labelled(String target, JobView job) {
        String id = Long.toString(job.id());
        String table = TerminalText.clean(job.line().job().tableName());
        return new Labelled(target, id, table, labelSets.of(JOB, id, TABLE, table, TARGET, target), job.line());
    }

    private static GaugeFamily gauge(String name, String help) {
        return new GaugeFamily("tidb_client_import_" + name, help);
    }
}
