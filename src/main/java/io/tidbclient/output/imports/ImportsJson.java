package io.tidbclient.output.imports;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.check.ConnectionView;
import io.tidbclient.check.ServerJobs;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.engine.State;
import io.tidbclient.importjob.JobCounts;
import io.tidbclient.importjob.JobStatus;
import io.tidbclient.importjob.JobsAnswer;
import io.tidbclient.importjob.Poll;
import io.tidbclient.importjob.estimate.JobEstimate;
import io.tidbclient.output.digest.ExitCodes;
import io.tidbclient.output.digest.KnownJob;
import io.tidbclient.output.json.FactsJson;
import io.tidbclient.output.json.JobsJson;
import io.tidbclient.output.json.JsonOut;
import io.tidbclient.output.json.VerdictJson;

import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Import jobs as JSON: the report of a command, and a poll at a time for those who keep them. */
public final class ImportsJson {
    /** Which schema a report follows; the number changes when a reader of the old one could be misled. */
    public static final String SCHEMA = "tidb-client/imports/1";

    private final String toolVersion;
    private final ImportsModel model;
    private final VerdictJson verdicts;

    /**
     * @param toolVersion goes into the report
     * @param model what is known
     * @param exitCodes the numbers that the verdict names
     */
    public ImportsJson(String toolVersion, ImportsModel model, ExitCodes exitCodes) {
        this.toolVersion = toolVersion;
        this.model = model;
        this.verdicts = new VerdictJson(exitCodes);
    }

    /** Writes the report, indented for people. */
    void write(OutputStream out, CheckSnapshot run, RunVerdict verdict) {
        JsonOut.write(out, true, json -> fields(json, run, verdict));
    }

    /** Writes the same on one line, marked as the event {@code result}. */
    void writeLine(OutputStream out, CheckSnapshot run, RunVerdict verdict) {
        JsonOut.write(out, false, json -> {
            json.text("event", "result");
            fields(json, run, verdict);
        });
    }

    private void fields(JsonOut json, CheckSnapshot run, RunVerdict verdict) {
        json.text("schema", SCHEMA);
        json.object("tool", () -> {
            json.text("name", "tidb-client");
            json.text("version", toolVersion);
        });
        json.instant("startedAt", run.startedAt());
        json.instant("endedAt", run.at());
        json.millis("durationMs", Duration.between(run.startedAt(), run.at()));
        verdicts.object(json, verdict);
        json.text("stopped", run.stopping());
        json.objects("servers", ImportsModel.targets(run), target -> server(json, first(target, run), run));
    }

    /** The connection that follows; those that cancel come after it. */
    private static ConnectionView first(ServerAddress target, CheckSnapshot run) {
        return run.connections().stream()
                .filter(view -> view.target().equals(target))
                .findFirst()
                .orElseThrow();
    }

    private void server(JsonOut json, ConnectionView view, CheckSnapshot run) {
        Optional<ServerJobs> jobs = run.jobs().stream()
                .filter(server -> server.target().equals(view.target()))
                .findFirst();
        json.text("target", view.target().toString());
        json.text("state", view.state().map(State::label));
        json.text("version", view.version().map(version -> version.release()));
        json.number("reopened", view.reopened());
        new FactsJson(json).failure("failure", view.failure());
        Optional<JobsAnswer.Listed> listed = jobs.map(ServerJobs::answer)
                .flatMap(answer -> answer instanceof JobsAnswer.Listed l ? Optional.of(l) : Optional.empty());
        listed.ifPresentOrElse(known -> json.flag("onlyOwn", known.onlyOwn()), () -> json.nothing("onlyOwn"));
        json.number("looks", jobs.flatMap(ServerJobs::poll).map(Poll::number).orElse(0));
        json.text("watchEnded", jobs.flatMap(ServerJobs::watchEnded));
        List<JobLine> lines = model.of(view.target());
        json.objects("jobs", lines, line -> job(json, line));
        earlier(json, model.earlier(view.target()));
        json.objects("groups", JobGroup.of(lines), group -> group(json, group));
    }

    private static void group(JsonOut json, JobGroup group) {
        json.text("key", group.key());
        json.number("jobs", group.total());
        byStatus(json, group.jobs());
        json.number("vanished", group.vanished());
        json.number("importedRows", group.rows());
        json.local("created", group.created());
        json.local("changed", group.changed());
    }

    private static void earlier(JsonOut json, JobCounts earlier) {
        json.object("earlier", Optional.of(earlier).filter(counts -> counts.total() > 0), counts -> {
            json.number("jobs", counts.total());
            byStatus(json, counts);
            json.number("vanished", counts.vanished());
        });
    }

    private static void byStatus(JsonOut json, JobCounts counts) {
        json.object("byStatus", () -> {
            for (JobStatus status : JobStatus.values()) {
                json.number(KnownJob.label(status), counts.count(status));
            }
        });
    }

    /** Writes a poll on a line: all that is needed to see it again. */
    public static void poll(OutputStream out, Instant at, ImportsModel.Seen seen) {
        JsonOut.write(out, false, json -> {
            Poll.Timestamp timestamp = seen.poll().timestamp().orElseThrow();
            json.text("event", "look");
            json.instant("at", at);
            json.text("target", seen.target().toString());
            json.number("look", seen.poll().number());
            json.local("serverNow", Optional.of(timestamp.serverNow()));
            json.number("nanos", timestamp.nanos());
            json.numbers("appeared", seen.poll().appeared());
            json.numbers("ended", seen.poll().ended());
            json.objects("jobs", seen.lines(), line -> job(json, line));
            earlier(json, seen.poll().earlier());
        });
    }

    /** Writes one job on a line. */
    public static void job(OutputStream out, JobLine line) {
        JsonOut.write(out, false, json -> {
            json.text("target", line.target().toString());
            job(json, line);
        });
    }

    private static void job(JsonOut json, JobLine line) {
        new JobsJson(json).job(new KnownJob(line.job(), Optional.of(line.watched())));
        json.object("past", line.watched().history(), history -> {
            json.number("imports", history.count());
            json.exactly("rowsPerByte", OptionalDouble.of(history.rowsPerByte()));
            json.exactly("leastRowsPerByte", OptionalDouble.of(history.leastRowsPerByte()));
            json.exactly("mostRowsPerByte", OptionalDouble.of(history.mostRowsPerByte()));
            json.exactly("secondsPerByte", OptionalDouble.of(history.secondsPerByte()));
            json.exactly("leastSecondsPerByte", OptionalDouble.of(history.leastSecondsPerByte()));
            json.exactly("mostSecondsPerByte", OptionalDouble.of(history.mostSecondsPerByte()));
        });
        json.object("estimate", () -> estimate(json, line.estimate()));
    }

    private static void estimate(JsonOut json, JobEstimate estimate) {
        OptionalDouble share = estimate.share();
        json.decimal("percent", share.isPresent() ? OptionalDouble.of(share.getAsDouble() * 100) : share);
        json.text("basis", estimate.source().name());
        json.object("left", estimate.eta(), eta -> {
            json.millis("likelyMs", eta.left());
            json.millis("leastMs", eta.least());
            json.millis("mostMs", eta.most());
        });
        json.decimal("expectedRows", estimate.expectedRows());
        json.decimal("rowsPerSecond", estimate.rowsPerSecond());
        json.decimal("bytesPerSecond", estimate.bytesPerSecond());
        json.millis("stalledMs", estimate.stalledFor());
        json.objects("phases", estimate.phases(), phase -> {
            json.textOrNull("phase", phase.phase());
            json.textOrNull("step", phase.step());
            json.millis("seenMs", phase.seen());
            json.flag("fromBegin", phase.fromBegin());
            json.flag("over", phase.over());
        });
    }
}
