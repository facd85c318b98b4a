package io.tidbclient.output.isolation;

import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.history.check.ConsistencyModel;
import io.tidbclient.history.check.HistoryVerdict;
import io.tidbclient.isolation.ExpectedModel;
import io.tidbclient.isolation.run.RunCounters;
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
        return expectation
                .unmet(history)
                .map(why -> new RunVerdict(Outcome.FAILED, why))
                .orElseGet(() -> new RunVerdict(Outcome.SUCCESS, expectation.met(history)));
    }

    /** The verdict on a run and its history: a run that did not complete is no success, whatever its history shows. */
    public static RunVerdict of(
            VerificationResult result, HistoryVerdict history, Optional<ExpectedModel> expectation) {
        Optional<RunVerdict> ofHistory = expectation
                .map(expected -> of(history, expected))
                .map(verdict -> withOutages(verdict, result.counts()));
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

    private static RunVerdict withOutages(RunVerdict verdict, RunCounters.Counts counts) {
        if (counts.outages() == 0) {
            return verdict;
        }
        String unreachable = counts.servers().size() == 1
                ? "the server was unreachable for " + Units.duration(counts.unreachable())
                : counts.servers().stream()
                        .filter(server -> server.count() > 0)
                        .map(server -> server.server() + " was unreachable for " + Units.duration(server.unreachable()))
                        .collect(Collectors.joining(", "));
        return verdict.saying(verdict.sentence() + "; " + unreachable);
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

    /** The models in words, weakest first. */
    static String words(Set<ConsistencyModel> models) {
        return models.isEmpty()
                ? "none"
                : models.stream().sorted().map(ConsistencyModel::words).collect(Collectors.joining(", "));
    }
}
