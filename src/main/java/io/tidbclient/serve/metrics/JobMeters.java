package io.tidbclient.serve.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The metrics of the import jobs, computed when they are asked for. Their number is bounded: for each target those of at most
 * {@link #MOST_JOBS} jobs, which are active or have ended within {@link #KEPT}.
 */
public final class JobMeters {
    /** How long an ended job keeps its metrics. */
    static final Duration KEPT = Duration.ofHours(1);

    /** How many jobs of a target have metrics; the active ones are preferred. */
    static final int MOST_JOBS = 50;

    private final MultiGauge lastPoll;
    private final MultiGauge jobs;
    private final MultiGauge progress;
    private final MultiGauge rows;
    private final MultiGauge rate;
    private final MultiGauge remaining;
    private final MultiGauge stalled;
    private final MultiGauge state;

    /** @param registry where they are registered */
    public JobMeters(MeterRegistry registry) {
        this.lastPoll = gauge(
                registry, "last.poll.timestamp", "When the import jobs of the target were last listed.", "seconds");
        this.jobs = gauge(
                registry,
                "jobs",
                "Import jobs by status: the active ones, and those that ended within 24 hours, at most 100.",
                "");
        this.progress =
                gauge(registry, "job.progress", "The share of the job's time that has passed, as estimated.", "ratio");
        this.rows = gauge(registry, "job.rows", "Rows imported so far.", "");
        this.rate =
                gauge(registry, "job.rows.per.second", "Rows imported per second; of an ended job the average.", "");
        this.remaining = gauge(
                registry, "job.remaining", "The estimated time that remains; absent without an estimate.", "seconds");
        this.stalled = gauge(registry, "job.stalled", "Whether the job makes no progress: 1 or 0.", "");
        this.state = gauge(registry, "job.state", "The job's status, as a label; always 1.", "");
    }

    /** Sets all metrics to what {@code server} has, at {@code now}. */
    public synchronized void refresh(ServerSnapshot server, Instant now) {
        lastPoll.register(
                server.targets().stream()
                        .flatMap(view -> view.jobs().polledAt().stream()
                                .<MultiGauge.Row<?>>map(at ->
                                        MultiGauge.Row.of(Tags.of("target", view.name()), at.toEpochMilli() / 1e3)))
                        .toList(),
                true);
        jobs.register(
                server.targets().stream()
                        .filter(view -> view.jobs().polledAt().isPresent())
                        .flatMap(JobMeters::counts)
                        .toList(),
                true);
        List<Labelled> labelled =
                server.targets().stream().flatMap(view -> labelled(view, now)).toList();
        register(progress, labelled, line -> line.estimate().share());
        register(
                rows,
                labelled,
                line -> line.job().importedRows().isPresent()
                        ? OptionalDouble.of((double) line.job().importedRows().getAsLong())
                        : OptionalDouble.empty());
        register(rate, labelled, line -> line.estimate().rowsPerSecond());
        register(
                remaining,
                labelled,
                line -> line.estimate()
                        .eta()
                        .map(Eta::left)
                        .map(left -> OptionalDouble.of(left.toMillis() / 1e3))
                        .orElse(OptionalDouble.empty()));
        register(
                stalled,
                labelled,
                line -> OptionalDouble.of(line.estimate().stalledFor().isPresent() ? 1 : 0));
        state.register(
                labelled.stream()
                        .<MultiGauge.Row<?>>map(job ->
                                MultiGauge.Row.of(job.labels().and("state", state(job.line())), 1))
                        .toList(),
                true);
    }

    private record Labelled(Tags labels, JobLine line) {}

    private static Stream<Labelled> labelled(TargetView view, Instant now) {
        return view.jobs().all().stream()
                .filter(job ->
                        job.endedAt().map(end -> end.plus(KEPT).isAfter(now)).orElse(true))
                .limit(MOST_JOBS)
                .map(job -> new Labelled(labels(view, job), job.line()));
    }

    /** The label is not {@code job}, which Prometheus has for the scrape's and would rename to {@code exported_job}. */
    private static Tags labels(TargetView view, JobView job) {
        return Tags.of(
                "target",
                view.name(),
                "job_id",
                "" + job.id(),
                "table",
                TerminalText.clean(job.line().job().tableName()));
    }

    private static Stream<MultiGauge.Row<?>> counts(TargetView view) {
        JobCounts counts = view.jobs().counts();
        return Stream.concat(
                Arrays.stream(JobStatus.values()).map(status -> count(view, status.label(), counts.count(status))),
                Stream.of(count(view, "vanished", counts.vanished())));
    }

    private static MultiGauge.Row<?> count(TargetView view, String status, int count) {
        return MultiGauge.Row.of(Tags.of("target", view.name(), "status", status), count);
    }

    private static String state(JobLine line) {
        return line.watched().vanished() ? "vanished" : line.job().status().label();
    }

    private static void register(MultiGauge gauge, List<Labelled> jobs, Function<JobLine, OptionalDouble> value) {
        List<MultiGauge.Row<?>> known = new ArrayList<>();
        jobs.forEach(job ->
                value.apply(job.line()).ifPresent(number -> known.add(MultiGauge.Row.of(job.labels(), number))));
        gauge.register(known, true);
    }

    private static MultiGauge gauge(MeterRegistry registry, String name, String description, String unit) {
        MultiGauge.Builder builder =
                MultiGauge.builder("tidb.client.import." + name).description(description);
        return (unit.isEmpty() ? builder : builder.baseUnit(unit)).register(registry);
    }
}
