package io.tidbclient.output.scenario;

import io.tidbclient.connection.Answer;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.ServerVersion;
import io.tidbclient.output.digest.ExitCodes;
import io.tidbclient.output.isolation.FindingsJson;
import io.tidbclient.output.json.JsonOut;
import io.tidbclient.output.json.VerdictJson;
import io.tidbclient.scenario.IsolationClaim;
import io.tidbclient.scenario.run.ExpectationFailure;
import io.tidbclient.scenario.run.ListVerdict;
import io.tidbclient.scenario.run.RowDifference;
import io.tidbclient.scenario.run.ScenarioEvent;
import io.tidbclient.scenario.run.ScenarioResult;
import io.tidbclient.scenario.run.StepRecord;
import io.tidbclient.scenario.run.StepResult;
import io.tidbclient.scenario.run.Warning;
import io.tidbclient.scenario.run.WorkloadResult;
import io.tidbclient.time.Durations;

import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes the report of scenarios as one JSON document, complete however they ended. */
public final class ScenarioJson {
    /** Which form it has; the number changes when a reader of the old one could be misled. */
    public static final String SCHEMA = "tidb-client/scenarios/2";

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
            counts(json, report.results());
            json.objects("scenarios", report.results(), result -> result(json, result));
        });
    }

    /** Writes one scenario on a line, as it ends. */
    public void writeLine(OutputStream out, ScenarioResult result) {
        JsonOut.write(out, false, json -> {
            json.event("scenario", result.startedAt().plus(result.took()));
            result(json, result);
        });
    }

    /** Writes how many ended in which way. */
    public static void counts(JsonOut json, List<ScenarioResult> results) {
        json.object("counts", () -> {
            for (ScenarioResult.Status status : ScenarioResult.Status.values()) {
                json.number(
                        status == ScenarioResult.Status.KNOWN_BUG ? "knownBug" : status.label(),
                        results.stream()
                                .filter(result -> result.status() == status)
                                .count());
            }
        });
    }

    /** Writes the verdict and the counts on a line: the last one. */
    public void writeVerdict(OutputStream out, ScenarioReport report) {
        JsonOut.write(out, false, json -> {
            json.event("result", report.startedAt().plus(report.took()));
            json.text("schema", SCHEMA);
            verdicts.object(json, report.verdict());
            counts(json, report.results());
        });
    }

    /** Writes the fields of a result. */
    public static void result(JsonOut json, ScenarioResult result) {
        json.text("scenario", result.scenario().name());
        json.text("title", result.title());
        json.text("file", result.scenario().place().file());
        json.text("status", result.status().label());
        json.textOrNull("why", result.why());
        json.object("anomaly", result.scenario().purpose().claim(), claim -> anomaly(json, result, claim));
        json.text("knownBug", result.scenario().purpose().knownBug());
        json.number("seed", result.seed());
        json.number("order", result.order());
        json.instant("startedAt", result.startedAt());
        json.millis("durationMs", result.took());
        json.object(
                "difference",
                result.expectationFailure(),
                expectationFailure -> expectationFailure(json, expectationFailure));
        json.objects("sessions", result.sessions(), name -> {
            json.text("name", name);
            json.number("connectionId", result.connectionIds().getOrDefault(name, 0L));
            json.number("server", result.scenario().plan(name).server());
        });
        json.objects("steps", result.steps(), step -> step(json, step));
        json.objects("checks", result.checks(), check -> {
            json.text("name", check.name());
            json.text("found", check.shown());
        });
        json.object("workload", result.workload(), workload -> work(json, workload));
        json.texts("notes", result.notes());
        json.objects("leftBehind", result.leftOvers(), left -> {
            json.text("what", left.what());
            json.text("why", left.why());
        });
    }

    private static void anomaly(JsonOut json, ScenarioResult result, IsolationClaim claim) {
        AnomalyMatrix.Finding finding = AnomalyMatrix.finding(result, claim);
        json.text("name", claim.anomaly());
        json.textOrNull("level", AnomalyMatrix.level(result.scenario()));
        json.text("expected", claim.effect().label());
        json.text("outcome", finding.name().toLowerCase(Locale.ROOT));
        json.text(
                "preventedBy",
                finding == AnomalyMatrix.Finding.PREVENTED ? AnomalyMatrix.preventedBy(result) : Optional.empty());
    }

    private static void expectationFailure(JsonOut json, ExpectationFailure expectationFailure) {
        json.text("file", expectationFailure.place().file());
        json.number("line", expectationFailure.place().line());
        json.number("column", expectationFailure.place().column());
        json.text("what", expectationFailure.what());
        json.text("expected", expectationFailure.expected());
        json.text("got", expectationFailure.got());
        json.object("first", expectationFailure.rows(), difference -> first(json, difference));
    }

    private static void first(JsonOut json, RowDifference difference) {
        json.number("row", difference.row());
        switch (difference) {
            case RowDifference.OfCell cell -> {
                json.text("column", cell.column());
                json.cell("expected", cell.expected().text(), cell.expected().numeric());
                json.cell("got", cell.got().text(), cell.got().numeric());
            }
            case RowDifference.OfRow row -> {
                json.nothing("column");
                cells(json, "expected", row.expected());
                cells(json, "got", row.got());
            }
        }
    }

    private static void cells(JsonOut json, String name, Optional<List<RowDifference.Value>> row) {
        row.ifPresentOrElse(
                values -> json.cells(name, values, RowDifference.Value::text, RowDifference.Value::numeric),
                () -> json.nothing(name));
    }

    private static void step(JsonOut json, StepRecord step) {
        json.number("number", step.invocation().number());
        json.text("name", step.invocation().step().name());
        json.text("session", step.invocation().session());
        json.text("action", step.invocation().step().action().shown());
        json.number("line", step.invocation().step().place().line());
        History.values(json, step.bound());
        json.millis("beganMs", step.began());
        json.millis(
                "endedMs",
                step.result().map(result -> step.began().plus(Durations.between(step.at(), result.ended()))));
        json.object("waited", step.waits(), waits -> waits(json, step, waits));
        json.object("result", step.result(), result -> reply(json, result));
    }

    private static void waits(JsonOut json, StepRecord step, ScenarioEvent.Waits waits) {
        json.texts("for", waits.by().stream().sorted().toList());
        json.flag("certain", waits.certain());
        json.text("seenIn", waits.how());
        json.millis("seenAfterMs", Durations.between(step.at(), waits.at()));
    }

    private static void reply(JsonOut json, StepResult result) {
        Optional<Answer> answer = result.answer();
        rows(json, answer);
        json.objects("more", answer.map(Answer::more).orElse(List.of()), further -> rows(json, Optional.of(further)));
        answer.filter(a -> !a.hasRows())
                .ifPresentOrElse(a -> json.number("affected", a.affected()), () -> json.nothing("affected"));
        result.warnings()
                .ifPresentOrElse(
                        warnings -> json.objects("warnings", warnings, warning -> warning(json, warning)),
                        () -> json.nothing("warnings"));
        json.object("error", result.failure(), failure -> failure(json, failure, result.message()));
    }

    private static void warning(JsonOut json, Warning warning) {
        json.text("level", warning.level());
        json.number("code", warning.code());
        json.text("message", warning.message());
    }

    private static void rows(JsonOut json, Optional<Answer> answer) {
        json.texts("columns", answer.map(Answer::columns).orElse(List.of()));
        List<Boolean> numeric = answer.map(Answer::numeric).orElse(List.of());
        json.texts(
                "types",
                numeric.stream().map(number -> number ? "number" : "text").toList());
        json.rows("rows", answer.map(Answer::rows).orElse(List.of()), numeric);
    }

    private static void failure(JsonOut json, Failure failure, String message) {
        json.text("kind", failure.kind().label());
        json.number("code", failure.code());
        json.textOrNull("codeName", failure.codeName());
        json.textOrNull("sqlState", failure.sqlState());
        json.text("message", message);
    }

    private static void work(JsonOut json, WorkloadResult workload) {
        json.number("clients", workload.clients());
        json.number("committed", workload.committed());
        json.number("rolledBack", workload.rolledBack());
        json.number("unknown", workload.unknown());
        json.number("notBegun", workload.notStarted());
        json.millis("durationMs", workload.duration());
        json.objects("failed", workload.failed().entrySet(), entry -> {
            json.text("error", entry.getKey());
            json.number("count", entry.getValue());
        });
        json.objects("retried", workload.retried().entrySet(), entry -> {
            json.text("error", entry.getKey());
            json.number("count", entry.getValue());
        });
        json.object("latency", () -> latency(json, workload.latency()));
        json.object("service", () -> latency(json, workload.service()));
        json.objects("shapes", workload.shapes(), shape -> {
            json.text("name", shape.name());
            json.number("committed", shape.committed());
            json.number("rolledBack", shape.rolledBack());
            json.number("unknown", shape.unknown());
            json.object("service", () -> latency(json, shape.service()));
        });
        json.object("faults", () -> {
            json.number("kills", workload.faults().kills());
            json.number("cuts", workload.faults().cuts());
            json.number("pauses", workload.faults().pauses());
            json.number("aborted", workload.faults().aborted());
        });
        json.object("lists", workload.lists(), verdict -> lists(json, verdict));
    }

    private static void lists(JsonOut json, ListVerdict verdict) {
        json.text("isolationLevel", verdict.server().level().optionName());
        json.text(
                "transactionMode",
                verdict.server().product() == ServerVersion.Product.TIDB
                        ? Optional.of(verdict.server().mode().label())
                        : Optional.empty());
        FindingsJson.expectation(json, Optional.of(verdict.expected()));
        FindingsJson.findings(json, verdict.history());
    }

    private static void latency(JsonOut json, WorkloadResult.Latency latency) {
        json.number("count", latency.count());
        json.millis("p50Ms", latency.p50());
        json.millis("p90Ms", latency.p90());
        json.millis("p99Ms", latency.p99());
        json.millis("p999Ms", latency.p999());
        json.millis("maxMs", latency.max());
    }
}
