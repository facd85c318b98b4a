package io.tidbclient.output.scenario;

import io.tidbclient.connection.Answer;
import io.tidbclient.connection.Failure;
import io.tidbclient.output.digest.ExitCodes;
import io.tidbclient.output.json.JsonOut;
import io.tidbclient.output.json.VerdictJson;
import io.tidbclient.scenario.play.Difference;
import io.tidbclient.scenario.play.Performance;
import io.tidbclient.scenario.play.Reply;
import io.tidbclient.scenario.play.ScenarioFinding;
import io.tidbclient.scenario.play.StepRecord;
import io.tidbclient.scenario.play.WorkReport;

import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes the report of scenarios as one JSON document, complete however they ended. */
public final class ScenarioJson {
    /** Which form it has; the number changes when a reader of the old one could be misled. */
    public static final String SCHEMA = "tidb-client/scenarios/1";

    private final String toolVersion;
    private final VerdictJson verdicts;

    /**
     * @param toolVersion this tool's
     * @param exitCodes the numbers that the verdict names
     */
    public ScenarioJson(String toolVersion, ExitCodes exitCodes) {
        this.toolVersion = toolVersion;
        this.verdicts = new VerdictJson(exitCodes);
    }

    /** Writes all of it. */
    public void write(OutputStream out, ScenarioReport report) {
        JsonOut.write(out, true, json -> {
            json.text("schema", SCHEMA);
            json.object("tool", () -> {
                json.text("name", "tidb-client");
                json.text("version", toolVersion);
            });
            json.instant("startedAt", report.startedAt());
            json.millis("durationMs", report.took());
            verdicts.object(json, report.verdict());
            json.object("server", () -> {
                json.text("target", report.target());
                json.text(
                        "product",
                        report.version().map(version -> version.product().label()));
                json.text("release", report.version().map(version -> version.release()));
            });
            json.object("counts", () -> {
                for (Performance.Status status : Performance.Status.values()) {
                    json.number(lower(status), report.count(status));
                }
            });
            json.objects("scenarios", report.performances(), performance -> performance(json, performance));
        });
    }

    /** Writes one scenario on a line, as it ends. */
    public void writeLine(OutputStream out, Performance performance) {
        JsonOut.write(out, false, json -> {
            json.text("event", "scenario");
            performance(json, performance);
        });
    }

    /** Writes the verdict on a line: the last one. */
    public void writeVerdict(OutputStream out, ScenarioReport report) {
        JsonOut.write(out, false, json -> {
            json.text("event", "result");
            json.text("schema", SCHEMA);
            verdicts.fields(json, report.verdict());
        });
    }

    private static String lower(Performance.Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    private static void performance(JsonOut json, Performance performance) {
        json.text("scenario", performance.scenario().name());
        json.text("title", performance.title());
        json.text("file", performance.scenario().place().file());
        json.text("status", lower(performance.status()));
        json.textOrNull("why", performance.why());
        json.number("seed", performance.seed());
        json.instant("startedAt", performance.startedAt());
        json.millis("durationMs", performance.took());
        json.object("difference", performance.difference(), difference -> difference(json, difference));
        json.objects("sessions", performance.sessions(), name -> {
            json.text("name", name);
            json.number("connectionId", performance.connectionIds().getOrDefault(name, 0L));
        });
        json.objects("steps", performance.steps(), step -> step(json, step));
        json.objects("checks", performance.checks(), check -> {
            json.text("name", check.name());
            json.text("found", check.shown());
        });
        json.object("workload", performance.work(), work -> work(json, work));
        json.texts("notes", performance.notes());
        json.objects("leftBehind", performance.leftOvers(), left -> {
            json.text("what", left.what());
            json.text("why", left.why());
        });
    }

    private static void difference(JsonOut json, Difference difference) {
        json.text("file", difference.place().file());
        json.number("line", difference.place().line());
        json.number("column", difference.place().column());
        json.text("what", difference.what());
        json.text("expected", difference.expected());
        json.text("got", difference.got());
    }

    private static void step(JsonOut json, StepRecord step) {
        json.number("number", step.cue().number());
        json.text("name", step.cue().step().name());
        json.text("session", step.cue().session());
        json.text("action", step.cue().step().action().shown());
        json.number("line", step.cue().step().place().line());
        json.millis("beganMs", step.began());
        json.millis(
                "endedMs", step.reply().map(reply -> step.began().plus(Duration.between(step.at(), reply.ended()))));
        json.object("waited", step.waits(), waits -> waits(json, step, waits));
        json.object("result", step.reply(), reply -> reply(json, reply));
    }

    private static void waits(JsonOut json, StepRecord step, ScenarioFinding.Waits waits) {
        json.texts("for", waits.by().stream().sorted().toList());
        json.flag("certain", waits.certain());
        json.text("seenIn", waits.how());
        json.millis("seenAfterMs", Duration.between(step.at(), waits.at()));
    }

    private static void reply(JsonOut json, Reply reply) {
        Optional<Answer> answer = reply.answer();
        json.texts("columns", answer.map(Answer::columns).orElse(List.of()));
        json.rows("rows", answer.map(Answer::rows).orElse(List.of()));
        answer.filter(a -> !a.hasRows())
                .ifPresentOrElse(a -> json.number("affected", a.affected()), () -> json.nothing("affected"));
        json.object("error", reply.failure(), failure -> failure(json, failure, reply.message()));
    }

    private static void failure(JsonOut json, Failure failure, String message) {
        json.text("kind", failure.kind().name());
        json.number("code", failure.code());
        json.textOrNull("codeName", failure.codeName());
        json.textOrNull("sqlState", failure.sqlState());
        json.text("message", message);
    }

    private static void work(JsonOut json, WorkReport work) {
        json.number("clients", work.clients());
        json.number("committed", work.committed());
        json.number("unknown", work.unknown());
        json.number("notBegun", work.notBegun());
        json.millis("durationMs", work.duration());
        json.objects("failed", work.failed().entrySet(), entry -> {
            json.text("error", entry.getKey());
            json.number("count", entry.getValue());
        });
        json.objects("retried", work.retried().entrySet(), entry -> {
            json.text("error", entry.getKey());
            json.number("count", entry.getValue());
        });
        json.object("latency", () -> latency(json, work.latency()));
        json.object("service", () -> latency(json, work.service()));
    }

    private static void latency(JsonOut json, WorkReport.Latency latency) {
        json.number("count", latency.count());
        json.millis("p50Ms", latency.p50());
        json.millis("p90Ms", latency.p90());
        json.millis("p99Ms", latency.p99());
        json.millis("p999Ms", latency.p999());
        json.millis("maxMs", latency.max());
    }
}
