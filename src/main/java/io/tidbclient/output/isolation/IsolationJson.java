package io.tidbclient.output.isolation;

import io.tidbclient.history.Operation;
import io.tidbclient.history.Transaction;
import io.tidbclient.history.check.Anomaly;
import io.tidbclient.history.check.ConsistencyModel;
import io.tidbclient.history.check.Dependency;
import io.tidbclient.history.check.HistoryCounts;
import io.tidbclient.isolation.run.VerificationResult;
import io.tidbclient.output.digest.ExitCodes;
import io.tidbclient.output.json.JsonOut;
import io.tidbclient.output.json.VerdictJson;
import io.tidbclient.scenario.run.ScenarioResult;
import io.tidbclient.scenario.run.WorkloadResult;

import java.io.OutputStream;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

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
        json.text(
                "expected",
                report.expectation().map(expected -> expected.model().optionName()));
        json.text(
                "expectedReason",
                report.expectation().map(ExpectedModel::reason).filter(why -> !why.isEmpty()));
        verdicts.object(json, report.verdict());
        models(json, "ruledOut", report.history().ruledOut());
        models(json, "strongestNotRuledOut", report.history().strongestNotRuledOut());
        counts(json, report.history().counts());
        json.objects("anomalies", report.history().found().entrySet(), found -> {
            json.text("kind", found.getKey().label());
            json.text("name", found.getKey().title());
            json.number("count", found.getValue());
            models(json, "rulesOut", found.getKey().rulesOut());
            json.objects(
                    "examples",
                    report.history().examples().stream()
                            .filter(example -> example.kind() == found.getKey())
                            .toList(),
                    example -> example(json, example));
        });
        json.object("run", report.run(), run -> run(json, run));
    }

    private static void models(JsonOut json, String name, Collection<ConsistencyModel> models) {
        json.texts(
                name, models.stream().sorted().map(ConsistencyModel::optionName).toList());
    }

    private static void counts(JsonOut json, HistoryCounts counts) {
        json.object("counts", () -> {
            json.number("committed", counts.committed());
            json.number("aborted", counts.aborted());
            json.number("unknown", counts.unknown());
            json.number("unknownSeen", counts.unknownSeen());
            json.number("operations", counts.operations());
            json.number("answeredReads", counts.answeredReads());
            json.number("informativeReads", counts.informativeReads());
            json.number("keys", counts.keys());
            json.number("concurrency", counts.concurrency());
        });
    }

    private static void example(JsonOut json, Anomaly anomaly) {
        json.objects("transactions", anomaly.transactions(), transaction -> transaction(json, transaction));
        json.objects("cycle", anomaly.cycle(), edge -> edge(json, edge));
        json.texts("explanation", anomaly.explanation());
    }

    private static void edge(JsonOut json, Dependency edge) {
        json.number("from", edge.from());
        json.number("to", edge.to());
        json.text("kind", edge.kind().label());
        json.number("key", edge.key());
        json.number("value", edge.value());
        json.text("sentence", edge.sentence());
    }

    private static void transaction(JsonOut json, Transaction transaction) {
        json.number("id", transaction.id());
        json.number("session", transaction.session());
        json.text("outcome", transaction.outcome().name().toLowerCase(Locale.ROOT));
        json.millis("startMs", Duration.ofNanos(transaction.startNanos()));
        json.millis(
                "endMs",
                transaction.endNanos() == Long.MAX_VALUE
                        ? Optional.empty()
                        : Optional.of(Duration.ofNanos(transaction.endNanos())));
        json.objects("operations", transaction.operations(), operation -> operation(json, operation));
    }

    private static void operation(JsonOut json, Operation operation) {
        switch (operation) {
            case Operation.Append append -> {
                json.text("kind", "append");
                json.number("key", append.key());
                json.number("value", OptionalLong.of(append.value()));
                json.nothing("list");
            }
            case Operation.Read read -> {
                json.text("kind", "read");
                json.number("key", read.key());
                json.number("value", OptionalLong.empty());
                read.values()
                        .ifPresentOrElse(
                                values -> json.numbers(
                                        "list", values.stream().boxed().toList()),
                                () -> json.nothing("list"));
            }
        }
    }

    private static void run(JsonOut json, VerificationResult run) {
        json.number("sessions", run.plan().load().sessions());
        json.number("keys", run.plan().shape().keys());
        json.number("operationsPerTransaction", run.plan().shape().mostOperations());
        json.number("appendsPerKey", run.plan().shape().appendsPerKey());
        json.number("reconnects", run.counts().reconnects());
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
