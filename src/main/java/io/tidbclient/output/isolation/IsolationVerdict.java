package io.tidbclient.output.isolation;

import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.history.check.ConsistencyModel;
import io.tidbclient.history.check.HistoryCounts;
import io.tidbclient.history.check.HistoryVerdict;
import io.tidbclient.isolation.run.VerificationResult;
import io.tidbclient.output.text.Units;
import io.tidbclient.scenario.run.ScenarioResult;
import io.tidbclient.scenario.run.ScenarioVerdict;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides whether a history is as expected. The absence of anomalies is success only where the history could have shown one: with
 * committed transactions, of several sessions at the same time, that read what others appended.
 */
public final class IsolationVerdict {
    private IsolationVerdict() {}

    /** The verdict on a recorded history. */
    public static RunVerdict of(HistoryVerdict history, ExpectedModel expectation) {
        if (history.violates(expectation.model())) {
            return new RunVerdict(Outcome.FAILED, violated(history, expectation.model()));
        }
        return nothing(history.counts())
                .map(why -> new RunVerdict(Outcome.FAILED, "nothing was verified: " + why))
                .orElseGet(() -> new RunVerdict(
                        Outcome.SUCCESS,
                        "no anomaly found in %s that rules out %s"
                                .formatted(
                                        Units.count(history.counts().transactions(), "transaction", "transactions"),
                                        expectation.model().words())));
    }

    /** The verdict on a run and its history: a run that did not complete is no success, whatever its history shows. */
    public static RunVerdict of(
            VerificationResult result, HistoryVerdict history, Optional<ExpectedModel> expectation) {
        Optional<RunVerdict> ofHistory = expectation.map(expected -> of(history, expected));
        if (result.run().isEmpty()) {
            return result.verdict().saying(withoutScenario(result.verdict().sentence()));
        }
        ScenarioResult run = result.run().get();
        String shown = ofHistory.map(RunVerdict::sentence).orElse("nothing was verified");
        if (result.verdict().outcome().isStopped()) {
            return result.verdict()
                    .saying((result.verdict().outcome().isInterrupted() ? "interrupted; " : "timed out; ") + shown);
        }
        if (run.status() != ScenarioResult.Status.PASSED) {
            String until = history.counts().transactions() == 0 ? "" : "; the history until then: " + shown;
            return result.verdict().saying(run.why().replaceFirst("\\.$", "") + until);
        }
        if (!run.leftOvers().isEmpty()) {
            return new RunVerdict(Outcome.FAILED, shown + "; the database could not be removed");
        }
        return ofHistory.orElseThrow();
    }

    private static String withoutScenario(String sentence) {
        return sentence.replaceFirst("^no scenario was run", "no transaction was run");
    }

    /** The verdict on several histories: the first that is not as expected decides. */
    public static RunVerdict ofAll(List<HistoryReport> histories) {
        List<RunVerdict> bad = histories.stream()
                .map(HistoryReport::verdict)
                .filter(verdict -> !verdict.isSuccess())
                .toList();
        if (histories.size() == 1) {
            return histories.getFirst().verdict();
        }
        int good = histories.size() - bad.size();
        String counts = good + " of " + Units.count(histories.size(), "history is", "histories are") + " as expected";
        return bad.isEmpty()
                ? new RunVerdict(Outcome.SUCCESS, counts)
                : new RunVerdict(bad.getFirst().outcome(), counts);
    }

    /** Files that were asked for are not complete. */
    public static RunVerdict incomplete(RunVerdict verdict) {
        return ScenarioVerdict.incomplete(verdict);
    }

    private static String violated(HistoryVerdict history, ConsistencyModel model) {
        String anomalies = history.found().entrySet().stream()
                .filter(found -> ConsistencyModel.allImplyingAny(found.getKey().rulesOut())
                        .contains(model))
                .map(found -> found.getKey().label() + " (" + Units.count(found.getValue()) + ")")
                .collect(Collectors.joining(", "));
        return model.words() + " is violated: " + anomalies;
    }

    /** Why a history without an anomaly says nothing. */
    private static Optional<String> nothing(HistoryCounts counts) {
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

    /** The models in words, weakest first. */
    static String words(Set<ConsistencyModel> models) {
        return models.isEmpty()
                ? "none"
                : models.stream().sorted().map(ConsistencyModel::words).collect(Collectors.joining(", "));
    }
}
