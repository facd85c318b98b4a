package io.tidbclient.output.imports;

import io.tidbclient.importjob.ImportJob;
import io.tidbclient.importjob.JobDoubt;
import io.tidbclient.importjob.JobStatus;
import io.tidbclient.importjob.StepProgress;
import io.tidbclient.importjob.estimate.EstimateSource;
import io.tidbclient.importjob.estimate.JobEstimate;
import io.tidbclient.importjob.estimate.PhaseTime;
import io.tidbclient.importjob.run.JobLine;
import io.tidbclient.output.job.EndTimes;
import io.tidbclient.output.job.JobColumns;
import io.tidbclient.output.text.Style;
import io.tidbclient.output.text.Units;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Everything that is known of one job, explained where the server's word alone says little. */
public final class JobFacts {
    /** The name of the fact how far the job is. */
    public static final String DONE = "done";

    /** The name of the fact how long it will take. */
    public static final String LEFT = "left";

    /** The name of the fact in which phases it was. */
    public static final String PHASES = "phases seen";

    private final List<Fact> facts = new ArrayList<>();
    private final Optional<EndTimes> ends;

    private JobFacts(Optional<EndTimes> ends) {
        this.ends = ends;
    }

    /** A fact; what comes from the server is as it was sent. */
    public record Fact(String name, String value, Style style) {}

    /** Those of a job that are known, in the order in which they are shown. */
    public static List<Fact> of(JobLine line) {
        return of(line, Optional.empty());
    }

    /**
     * The same, with the time of day at which the job is expected to end.
     *
     * @param ends empty where the reader's zone is not known
     */
    public static List<Fact> of(JobLine line, Optional<EndTimes> ends) {
        JobFacts facts = new JobFacts(ends);
        facts.write(line);
        return facts.facts;
    }

    private void write(JobLine line) {
        ImportJob job = line.job();
        JobEstimate estimate = line.estimate();
        add("meaning", meaning(line));
        add("group", job.groupKey().orElse(""));
        add("source", job.dataSource());
        add("source size", job.sourceSize());
        add("phase", phase(job));
        job.step().ifPresent(this::step);
        add(DONE, JobColumns.done(line).plain());
        add("rows", JobColumns.rows(line).plain());
        boolean over = line.watched().over();
        add(over ? "on average" : "speed", speed(estimate));
        add("elapsed", JobColumns.elapsed(line).plain());
        estimate.eta()
                .ifPresent(eta -> add(
                        LEFT,
                        "~" + Units.clock(eta.left()) + ", between " + Units.clock(eta.least()) + " and "
                                + Units.clock(eta.most())
                                + ends.flatMap(times -> times.of(eta))
                                        .map(time -> ", ends about " + time)
                                        .orElse("")
                                + ", by "
                                + estimate.source().words()));
        if (line.running() && estimate.eta().isEmpty()) {
            add(LEFT, "not known: " + why(line));
        }
        times(job, line);
        add("created by", job.createdBy());
        if (estimate.phases().size() > 1) {
            add(PHASES, estimate.phases().stream().map(JobFacts::phaseTime).collect(Collectors.joining(", ")));
        }
        new TreeMap<>(job.unknownColumns()).forEach(this::add);
        if (!job.resultMessage().isEmpty()) {
            Style style = job.status() == JobStatus.FAILED
                    ? Style.BAD
                    : JobDoubt.of(job).isPresent() ? Style.WARN : Style.PLAIN;
            facts.add(new Fact("result", job.resultMessage(), style));
        }
    }

    private void times(ImportJob job, JobLine line) {
        String zone = line.watched().elapsed().isPresent() || job.created().isPresent() ? " (server's time)" : "";
        add("created", job.created().map(time -> Units.dateTime(time) + zone).orElse(""));
        Optional<Duration> waited = job.created()
                .flatMap(created -> job.started().map(started -> Duration.between(created, started)))
                .filter(wait -> !wait.isNegative());
        add(
                "started",
                job.started()
                        .map(time -> Units.dateTime(time)
                                + waited.map(wait -> ", after waiting " + Units.clock(wait))
                                        .orElse(""))
                        .orElse(line.watched().over() ? "" : "not yet"));
        add("ended", job.ended().map(Units::dateTime).orElse(ended(line)));
        add("last change", job.updated().map(Units::dateTime).orElse(""));
    }

    private static String ended(JobLine line) {
        return line.job().status() == JobStatus.CANCELLED ? "TiDB keeps no end time of a cancelled job" : "";
    }

    private static String meaning(JobLine line) {
        if (line.watched().vanished()) {
            return "The server no longer lists it: its row was removed, or the right to see it. How it ended is not"
                    + " known.";
        }
        return switch (line.job().status()) {
            case PENDING -> "It is queued.";
            case RUNNING -> "";
            case AWAITING_RESOLUTION -> "It waits for a decision about an error or conflicts.";
            case FINISHED -> finished(line.job());
            case FAILED -> "It ended with an error.";
            case CANCELLED -> "It was cancelled.";
            case OTHER -> "This tool does not know the status '" + line.job().statusText() + "'; it counts as active.";
        };
    }

    private static String finished(ImportJob job) {
        Optional<JobDoubt> doubt = JobDoubt.of(job);
        if (doubt.isEmpty()) {
            return job.resultMessage().isEmpty() ? "All rows are in the table." : "It has finished; see the result.";
        }
        List<String> facts = new ArrayList<>();
        doubt.get()
                .conflicted()
                .ifPresent(count -> facts.add(Units.count(count, "row", "rows") + " with conflicting keys "
                        + (count == 1 ? "is" : "are") + " not in the table"));
        if (doubt.get().withoutRows()) {
            facts.add("no row was imported, though the source has " + job.sourceSize());
        }
        if (doubt.get().checksumSkipped()) {
            facts.add("checksums were not compared");
        }
        return "It has finished, but " + String.join("; ", facts) + ".";
    }

    private static String phase(ImportJob job) {
        String meaning = switch (job.phase().toLowerCase(Locale.ROOT)) {
            case "preparing" -> "reading the list of files, cutting the work into subtasks";
            case "global-sorting" -> "encoding rows and sorting them in the cloud storage";
            case "importing" -> "writing and ingesting the data";
            case "resolving-conflicts" -> "removing rows whose keys collide";
            case "validating" -> "comparing checksums";
            case "add-index" -> "building indexes";
            default -> "";
        };
        return meaning.isEmpty() ? job.phase() : job.phase() + ": " + meaning;
    }

    private void step(StepProgress step) {
        List<String> parts = new ArrayList<>();
        if (!step.processed().isEmpty() && !step.total().isEmpty()) {
            parts.add(step.processed() + " of " + step.total());
        }
        step.percent().ifPresent(percent -> parts.add(percent + "%"));
        if (!step.speed().isEmpty()) {
            parts.add(step.speed());
        }
        if (!step.eta().isEmpty()) {
            parts.add("the server expects " + step.eta() + " more for the step");
        }
        add("step", step.step() + (parts.isEmpty() ? "" : ": " + String.join(", ", parts)));
    }

    private static String speed(JobEstimate estimate) {
        List<String> parts = new ArrayList<>();
        if (estimate.rowsPerSecond().isPresent()) {
            parts.add(JobColumns.rate(estimate.rowsPerSecond()).plain() + " rows/s");
        }
        if (estimate.bytesPerSecond().isPresent()) {
            parts.add(JobColumns.bytes(estimate.bytesPerSecond()).plain() + "/s");
        }
        return String.join(", ", parts);
    }

    private static String why(JobLine line) {
        JobEstimate estimate = line.estimate();
        if (estimate.stalledFor().isPresent()) {
            return "nothing has moved for " + Units.clock(estimate.stalledFor().get());
        }
        if (estimate.source() != EstimateSource.NONE) {
            return "";
        }
        return (line.job().step().filter(StepProgress::reportsProgress).isPresent()
                        ? "this server reports progress of the step, not of the job"
                        : "this server reports no progress of the job")
                + " (use --expect-rows or 'imports watch'; earlier imports of the table help, too)";
    }

    private static String phaseTime(PhaseTime phase) {
        String name = phase.step().isEmpty() ? phase.phase() : phase.phase() + "/" + phase.step();
        return (name.isEmpty() ? "(none)" : name) + " " + (phase.fromBegin() ? "" : "≥ ") + Units.clock(phase.seen());
    }

    private void add(String name, String value) {
        if (!value.isEmpty()) {
            facts.add(new Fact(name, value, Style.PLAIN));
        }
    }
}
