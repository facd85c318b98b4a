package io.tidbclient.scenario.run;

import io.tidbclient.engine.MessageBus;
import io.tidbclient.engine.MessageBus.Message;
import io.tidbclient.history.Transaction;
import io.tidbclient.scenario.Scalar;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.Workload;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Starts the clients of a workload, waits for all of them, and merges their statistics. */
final class WorkloadCoordinator {
    private final ScenarioContext scenarioContext;
    private final Workload workload;
    private final MessageBus bus;
    private final Inbox inbox;
    private final FinalRead finalRead;

    WorkloadCoordinator(ScenarioContext scenarioContext, MessageBus bus, Inbox inbox, FinalRead finalRead) {
        this.scenarioContext = scenarioContext;
        this.workload = scenarioContext.scenario().workload().orElseThrow();
        this.bus = bus;
        this.inbox = inbox;
        this.finalRead = finalRead;
    }

    /**
     * Runs the workload.
     *
     * @param known named values; {@code committed} and {@code unknown} are put there
     * @return what was not as it has to be
     */
    Optional<ExpectationFailure> run(Consumer<ScenarioEvent> report, Map<String, Scalar> known)
            throws InterruptedException {
        List<String> clients = clients(scenarioContext);
        Optional<ListHistory> lists = workload.lists()
                .map(checked -> new ListHistory(
                        clients.size(),
                        transaction -> record(report, transaction),
                        scenarioContext.tools().time().monotonic()));
        try (SessionKiller killer = new SessionKiller(scenarioContext, report)) {
            return run(clients, new SessionProtocol.StartWorkload(known, lists, killer), report, known);
        } finally {
            lists.ifPresent(ListHistory::close);
        }
    }

    private void record(Consumer<ScenarioEvent> report, Transaction transaction) {
        if (scenarioContext.history()) {
            report.accept(new ScenarioEvent.ListTransaction(transaction));
        }
    }

    private Optional<ExpectationFailure> run(
            List<String> clients,
            SessionProtocol.StartWorkload start,
            Consumer<ScenarioEvent> report,
            Map<String, Scalar> known)
            throws InterruptedException {
        clients.forEach(client -> bus.send(client, "go", start));
        WorkloadStats all = new WorkloadStats();
        for (int missing = clients.size(); missing > 0; ) {
            Optional<Message> message = inbox.poll(Duration.ofDays(1));
            if (message.isPresent()
                    && message.get().enclosed().orElse(null) instanceof SessionProtocol.WorkloadCompleted completed) {
                all.add(completed.stats());
                missing--;
            }
        }
        WorkloadResult result = all.result(clients.size(), start.killer().kills());
        known.put("committed", Scalar.Numeric.of(result.committed()));
        known.put("unknown", Scalar.Numeric.of(result.unknown()));
        Optional<ExpectationFailure> failed = failed(all, result);
        if (failed.isPresent() || start.lists().isEmpty()) {
            report.accept(new ScenarioEvent.Worked(result));
            return failed;
        }
        return new ListCheck(scenarioContext, start.lists().get(), finalRead).run(result, report, known);
    }

    private Optional<ExpectationFailure> failed(WorkloadStats all, WorkloadResult result) {
        if (scenarioContext.program().isPresent()) {
            return Optional.empty();
        }
        if (all.fault().isPresent()) {
            return all.fault().map(fault -> expectationFailure(fault.why(), result));
        }
        return result.committed() + result.rolledBack() == 0
                ? Optional.of(new ExpectationFailure(
                        workload.place(), "workload", "at least one committed transaction", "none"))
                : Optional.empty();
    }

    /** The members of the group that the workload is for. */
    static List<String> clients(ScenarioContext scenarioContext) {
        Scenario scenario = scenarioContext.scenario();
        return scenario.connections(scenario.workload().orElseThrow().session());
    }

    /** The first transaction that was given up, and how many there were in all. */
    private static ExpectationFailure expectationFailure(ExpectationFailure first, WorkloadResult result) {
        String all = result.failed().entrySet().stream()
                .map(entry -> entry.getValue() + " × " + entry.getKey())
                .collect(Collectors.joining(", "));
        return new ExpectationFailure(
                first.place(), first.what(), first.expected(), first.got() + " (in all " + all + ")", first.rows());
    }
}
