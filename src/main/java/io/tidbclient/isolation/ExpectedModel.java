package io.tidbclient.isolation;

import io.tidbclient.history.check.ConsistencyModel;
import io.tidbclient.history.check.HistoryCounts;
import io.tidbclient.history.check.HistoryVerdict;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The consistency model that a history is expected to satisfy.
 *
 * @param model the model
 * @param reason why this one, in a sentence; empty when it was asked for
 */
public record ExpectedModel(ConsistencyModel model, String reason) {
    /** The one that was asked for. */
    public static ExpectedModel asked(ConsistencyModel model) {
        return new ExpectedModel(model, "");
    }

    /** The one that the server's documentation promises. */
    public static ExpectedModel of(PromisedModel promise) {
        return new ExpectedModel(
                promise.model(),
                promise.reason().isEmpty() ? "The isolation level has the name of this model." : promise.reason());
    }

    /** The one of a history of which nothing is known. */
    public static ExpectedModel strictest() {
        return new ExpectedModel(
                ConsistencyModel.STRICT_SERIALIZABLE,
                "The file does not name an isolation level; give the model with --expect.");
    }

    /**
     * Why a history is not as expected. The absence of anomalies is a success only where the history could have shown one: with
     * committed transactions, of several sessions at the same time, that read what others appended.
     *
     * @return without a full stop; empty when the history is as expected
     */
    public Optional<String> unmet(HistoryVerdict history) {
        return history.violates(model)
                ? Optional.of(violation(history))
                : unproved(history.counts()).map(why -> "nothing was verified: " + why);
    }

    /** What is said of a history that is as expected, without a full stop. */
    public String met(HistoryVerdict history) {
        long count = history.counts().transactions();
        return String.format(
                Locale.ROOT,
                "no anomaly found in %,d %s that rules out %s",
                count,
                count == 1 ? "transaction" : "transactions",
                model.words());
    }

    private String violation(HistoryVerdict history) {
        return history.found().entrySet().stream()
                .filter(found -> ConsistencyModel.allImplyingAny(found.getKey().rulesOut())
                        .contains(model))
                .map(found ->
                        String.format(Locale.ROOT, "%s (%,d)", found.getKey().label(), found.getValue()))
                .collect(Collectors.joining(", ", model.words() + " is violated: ", ""));
    }

    private static Optional<String> unproved(HistoryCounts counts) {
        if (counts.committed() == 0) {
            return Optional.of("no transaction was committed");
        }
        if (counts.concurrency() < 2) {
            return Optional.of("no two committed transactions were in progress at the same time");
        }
        if (!counts.provesSomething()) {
            return Optional.of("no committed transaction read an element while others appended");
        }
        return Optional.empty();
    }
}
