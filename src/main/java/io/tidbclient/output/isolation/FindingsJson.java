package io.tidbclient.output.isolation;

import io.tidbclient.history.Operation;
import io.tidbclient.history.Transaction;
import io.tidbclient.history.check.Anomaly;
import io.tidbclient.history.check.ConsistencyModel;
import io.tidbclient.history.check.Dependency;
import io.tidbclient.history.check.HistoryCounts;
import io.tidbclient.history.check.HistoryVerdict;
import io.tidbclient.isolation.ExpectedModel;
import io.tidbclient.output.json.JsonOut;

import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** What a history shows, as fields of a JSON object. */
public final class FindingsJson {
    private FindingsJson() {}

    /** The model that was expected. */
    public static void expectation(JsonOut json, Optional<ExpectedModel> expectation) {
        json.text("expected", expectation.map(expected -> expected.model().optionName()));
        json.text("expectedReason", expectation.map(ExpectedModel::reason).filter(why -> !why.isEmpty()));
    }

    /** The models that are ruled out, the counts, and the anomalies with examples. */
    public static void findings(JsonOut json, HistoryVerdict history) {
        models(json, "ruledOut", history.ruledOut());
        models(json, "strongestNotRuledOut", history.strongestNotRuledOut());
        counts(json, history.counts());
        json.objects("anomalies", history.found().entrySet(), found -> {
            json.text("kind", found.getKey().label());
            json.text("name", found.getKey().title());
            json.number("count", found.getValue());
            models(json, "rulesOut", found.getKey().rulesOut());
            json.objects(
                    "examples",
                    history.examples().stream()
                            .filter(example -> example.kind() == found.getKey())
                            .toList(),
                    example -> example(json, example));
        });
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
}
