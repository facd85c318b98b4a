package io.tidbclient.output.imports;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.check.ConnectionView;
import io.tidbclient.check.ServerJobs;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.engine.State;
import io.tidbclient.importjob.JobCounts;
import io.tidbclient.importjob.JobsAnswer;
import io.tidbclient.importjob.run.ImportSnapshot;
import io.tidbclient.importjob.run.JobBoard;
import io.tidbclient.importjob.run.JobLine;
import io.tidbclient.output.digest.ExitCodes;
import io.tidbclient.output.digest.KnownJob;
import io.tidbclient.output.json.FactFormats;
import io.tidbclient.output.json.FailureJson;
import io.tidbclient.output.json.JobsJson;
import io.tidbclient.output.json.JsonOut;
import io.tidbclient.output.json.ReportedJob;
import io.tidbclient.output.json.VerdictJson;
import io.tidbclient.time.Durations;

import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Import jobs as JSON: the report of a command, and a poll at a time for those who keep them. */
public final class ImportsJson {
    /** Which schema a report follows; the number changes when a reader of the old one could be misled. */
    public static final String SCHEMA = "tidb-client/imports/2";

    private final String toolVersion;
    private final VerdictJson verdicts;

    /**
     * @param toolVersion goes into the report
     * @param exitCodes the numbers that the verdict names
     */
    public ImportsJson(String toolVersion, ExitCodes exitCodes) {
        this.toolVersion = toolVersion;
        this.verdicts = new VerdictJson(exitCodes);
    }

    /** Writes the report, indented for people. */
    void write(OutputStream out, ImportSnapshot run, RunVerdict verdict) {
        JsonOut.write(out, true, json -> fields(json, run, verdict, true));
    }

    /** Writes a line for each job, then the report without them as the event {@code result}. */
    void writeLines(OutputStream out, ImportSnapshot run, RunVerdict verdict) {
        run.lines().forEach(line -> job(out, run.check().at(), line));
        JsonOut.write(out, false, json -> {
            json.event("result", run.check().at());
            fields(json, run, verdict, false);
        });
    }

    private void fields(JsonOut json, ImportSnapshot run, RunVerdict verdict, boolean withJobs) {
        json.text("schema", SCHEMA);
        json.object("tool", () -> {
            json.text("name", "tidb-client");
            json.text("version", toolVersion);
        });
        CheckSnapshot check = run.check();
        json.instant("startedAt", check.startedAt());
        json.instant("endedAt", check.at());
        json.millis("durationMs", Durations.between(check.startedAt(), check.at()));
        verdicts.object(json, verdict);
        json.text("stopped", check.stopping());
        json.object("counts", () -> counts(json, run.counts(), run.listed()));
        json.objects("servers", run.targets(), target -> server(json, first(target, run), run, withJobs));
    }

    private static void counts(JsonOut json, JobCounts counts, int listed) {
        json.number("jobs", counts.total());
        json.number("listed", listed);
        new JobsJson(json).byStatus(counts);
        json.number("vanished", counts.vanished());
    }

    /** The connection that follows; those that cancel come after it. */
    private static ConnectionView first(ServerAddress target, ImportSnapshot run) {
        return run.check().connections().stream()
                .filter(view -> view.target().equals(target))
                .findFirst()
                .orElseThrow();
    }

    /** Whether the server has answered at all: until the first poll, that it lists jobs is an assumption. */
    private static boolean answered(ServerJobs server) {
        return switch (server.answer()) {
            case JobsAnswer.Listed listed -> server.poll().isPresent();
            case JobsAnswer.Unsupported unsupported -> true;
        };
    }

    private void server(JsonOut json, ConnectionView view, ImportSnapshot run, boolean withJobs) {
        Optional<ServerJobs> jobs = run.check().jobs().stream()
                .filter(server -> server.target().equals(view.target()))
                .findFirst();
        json.text("target", view.target().toString());
        json.text("state", view.state().map(State::label));
        FactFormats.version(json, view.version());
        json.number("reopened", view.reopened());
        FailureJson.write(json, "failure", view.failure());
        List<JobLine> lines = run.jobs().of(view.target());
        JobsJson writer = new JobsJson(json);
        writer.summary(
                jobs.filter(ImportsJson::answered),
                lines.stream()
                        .map(line -> new KnownJob(line.job(), Optional.of(line.watched())))
                        .toList());
        json.objects("groups", JobGroup.of(lines), group -> group(json, group));
        if (withJobs) {
            writer.jobs(reported(lines));
        }
    }

    private static List<ReportedJob> reported(List<JobLine> lines) {
        return lines.stream().map(ImportsJson::reported).toList();
    }

    private static ReportedJob reported(JobLine line) {
        return ReportedJob.of(line.watched(), line.estimate());
    }

    private static void group(JsonOut json, JobGroup group) {
        json.text("key", group.key());
        json.number("jobs", group.total());
        new JobsJson(json).byStatus(group.jobs());
        json.number("vanished", group.vanished());
        json.number("importedRows", group.rows());
        json.local("created", group.created());
        json.local("changed", group.changed());
    }

    /** Writes a poll on a line: all that is needed to see it again. */
    public static void poll(OutputStream out, Instant at, JobBoard.Seen seen) {
        JsonOut.write(
                out,
                false,
                json -> new JobsJson(json).replayablePoll(at, seen.target(), seen.poll(), reported(seen.lines())));
    }

    /**
     * Writes one job on a line.
     *
     * @param at when it was seen
     */
    public static void job(OutputStream out, Instant at, JobLine line) {
        JsonOut.write(out, false, json -> {
            json.event("job", at);
            json.text("target", line.target().toString());
            new JobsJson(json).job(reported(line));
        });
    }
}
