package io.tidbclient.output.isolation;

import io.tidbclient.isolation.run.VerificationResult;
import io.tidbclient.output.digest.ExitCodes;
import io.tidbclient.output.json.JsonOut;
import io.tidbclient.output.json.VerdictJson;
import io.tidbclient.scenario.run.ScenarioResult;
import io.tidbclient.scenario.run.WorkloadResult;

import java.io.OutputStream;
import java.util.List;

/** Writes the report of histories as one JSON document, complete however they ended. */
public final class IsolationJson {
    /** Which form it has; the number changes when a reader of the old one could be misled. */
    public static final String SCHEMA = "tidb-client/isolation/1";

    private final String toolVersion;
    private final VerdictJson verdicts;

    /**
     * @param toolVersion this tool's
     * @param exitCodes the numbers that the verdict names
     */
    public IsolationJson(String toolVersion, ExitCodes exitCodes) {
        this.toolVersion = toolVersion;
        this.verdicts = new VerdictJson(exitCodes);
    }

    /** Writes all of it, indented, or on one line. */
    public void write(OutputStream out, boolean indented, IsolationReport report) {
        JsonOut.write(out, indented, json -> {
            json.text("schema", SCHEMA);
            json.object("tool", () -> {
                json.text("name", "tidb-client");
                json.text("version", toolVersion);
            });
            json.instant("startedAt", report.startedAt());
            json.millis("durationMs", report.took());
            verdicts.object(json, report.verdict());
            json.objects("histories", report.histories(), history -> history(json, history));
        });
    }

    private void history(JsonOut json, HistoryReport report) {
        json.text("subject", report.subject());
        json.text("recordedBy", report.head().tool());
        json.text("product", report.head().product());
        json.text("release", report.head().release());
        json.text("isolationLevel", report.head().level());
        json.text("transactionMode", report.head().mode());
        json.number("seed", report.head().seed());
        json.millis("durationMs", report.took());
        FindingsJson.expectation(json, report.expectation());
        verdicts.object(json, report.verdict());
        FindingsJson.findings(json, report.history());
        json.object("run", report.run(), run -> run(json, run));
    }

    private static void run(JsonOut json, VerificationResult run) {
        json.number("sessions", run.plan().load().sessions());
        json.number("keys", run.plan().shape().keys());
        json.number("operationsPerTransaction", run.plan().shape().mostOperations());
        json.number("appendsPerKey", run.plan().shape().appendsPerKey());
        json.number("reconnects", run.counts().reconnects());
        json.number("outages", run.counts().outages());
        json.millis("unreachableMs", run.counts().unreachable());
        if (run.counts().servers().size() > 1) {
            json.objects("servers", run.counts().servers(), server -> {
                json.text("address", server.server());
                json.number("outages", server.count());
                json.millis("unreachableMs", server.unreachable());
            });
        }
        json.objects("errors", run.counts().errors().entrySet(), error -> {
            json.text("error", error.getKey());
            json.number("count", error.getValue());
        });
        json.object("work", run.run().flatMap(ScenarioResult::workload), work -> work(json, work));
        json.texts("notes", run.run().map(ScenarioResult::notes).orElse(List.of()));
        json.objects("leftBehind", run.run().map(ScenarioResult::leftOvers).orElse(List.of()), left -> {
            json.text("what", left.what());
            json.text("why", left.why());
            json.text("remedy", LeftDatabase.dropCommand(left.what()));
        });
    }

    private static void work(JsonOut json, WorkloadResult work) {
        json.millis("durationMs", work.duration());
        json.number("notStarted", work.notStarted());
        json.object("service", () -> {
            json.millis("p50Ms", work.service().p50());
            json.millis("p90Ms", work.service().p90());
            json.millis("p99Ms", work.service().p99());
            json.millis("maxMs", work.service().max());
        });
    }
}
