package io.tidbclient.scenario.run;

import io.tidbclient.isolation.ExpectedModel;
import io.tidbclient.isolation.PromisedModel;
import io.tidbclient.isolation.ServerConfiguration;
import io.tidbclient.scenario.Scalar;
import io.tidbclient.scenario.Workload;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads all lists when the clients of a workload have completed, and checks the history. */
final class ListCheck {
    private final Workload.Lists lists;
    private final ListHistory history;
    private final FinalRead finalRead;

    ListCheck(ScenarioContext scenarioContext, ListHistory history, FinalRead finalRead) {
        this.lists = scenarioContext.scenario().workload().orElseThrow().lists().orElseThrow();
        this.history = history;
        this.finalRead = finalRead;
    }

    /**
     * Checks it, and reports the result of the workload with what it shows.
     *
     * @return why it is not as expected
     */
    Optional<ExpectationFailure> run(WorkloadResult result, Consumer<ScenarioEvent> report, Map<String, Scalar> known) {
        ListHistory.FinalReading reading = history.readsAll();
        StepResult last = finalRead.read(lists.last(), known);
        Optional<String> wrong =
                last.answer().isPresent() ? reading.answered(last.answer().get()) : Optional.of(last.shown());
        if (wrong.isPresent()) {
            report.accept(new ScenarioEvent.Worked(result));
            return Optional.of(new ExpectationFailure(
                    lists.place(),
                    "append-list: " + lists.last().written(),
                    "two columns: the number of each list, and its elements",
                    wrong.get()));
        }
        ServerConfiguration server = history.configuration().orElseThrow();
        ExpectedModel expected =
                lists.expected().map(ExpectedModel::asked).orElseGet(() -> ExpectedModel.of(PromisedModel.of(server)));
        ListVerdict verdict = new ListVerdict(server, history.check(), expected);
        report.accept(new ScenarioEvent.Worked(result.with(verdict)));
        return expected.unmet(verdict.history())
                .map(why -> new ExpectationFailure(
                        lists.place(),
                        "append-list",
                        "no anomaly that rules out " + expected.model().words(),
                        why));
    }
}
