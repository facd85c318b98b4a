package io.tidbclient.scenario.play;

import io.tidbclient.connection.Answer;
import io.tidbclient.scenario.Scalar;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.Workload;
import io.tidbclient.state.Peers;
import io.tidbclient.state.Peers.Message;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Lets the clients of a workload begin, waits for all of them, and adds up what they tell. */
final class WorkloadLead {
    private final Production production;
    private final Workload workload;
    private final Peers peers;
    private final Inbox inbox;

    WorkloadLead(Production production, Peers peers, Inbox inbox) {
        this.production = production;
        this.workload = production.scenario().workload().orElseThrow();
        this.peers = peers;
        this.inbox = inbox;
    }

    /**
     * Runs the workload.
     *
     * @param known named values; {@code committed} and {@code unknown} are put there
     * @return what was not as it has to be
     */
    Optional<Difference> lead(Consumer<ScenarioFinding> report, Stage stage, Map<String, Scalar> known)
            throws InterruptedException {
        List<String> clients = clients(production);
        clients.forEach(client -> peers.send(client, "go", new Cast.Go(known)));
        Client.Tally all = new Client.Tally();
        for (int missing = clients.size(); missing > 0; ) {
            Optional<Message> message = inbox.poll(Duration.ofDays(1));
            if (message.isPresent() && message.get().enclosed().orElse(null) instanceof Cast.Worked worked) {
                all.add(worked.tally());
                missing--;
            }
        }
        WorkReport result = all.report(clients.size());
        report.accept(new ScenarioFinding.Worked(result));
        known.put("committed", Scalar.Numeric.of(result.committed()));
        known.put("unknown", Scalar.Numeric.of(result.unknown()));
        if (!result.failed().isEmpty()) {
            return Optional.of(new Difference(
                    workload.place(),
                    "workload",
                    "that every transaction ends well",
                    result.failed().entrySet().stream()
                            .map(entry -> entry.getValue() + " × " + entry.getKey())
                            .reduce((a, b) -> a + ", " + b)
                            .orElse("")));
        }
        if (result.committed() == 0) {
            return Optional.of(
                    new Difference(workload.place(), "workload", "a transaction that ends well", "none at all"));
        }
        return workload.append().flatMap(appends -> check(appends, all, stage, known));
    }

    /** The members of the group that the workload is for. */
    static List<String> clients(Production production) {
        Scenario scenario = production.scenario();
        return scenario.connections(scenario.workload().orElseThrow().session());
    }

    private Optional<Difference> check(
            Workload.Appends appends, Client.Tally all, Stage stage, Map<String, Scalar> known) {
        Answer last = stage.read(appends.last(), known);
        String list = last.rows().isEmpty() ? "" : last.value(0, 0).orElse("");
        List<String> reads = new ArrayList<>(all.reads());
        return AppendCheck.firstFault(AppendCheck.elements(list), all.appended(), all.maybeAppended(), reads)
                .map(fault -> new Difference(
                        workload.place(),
                        "append-list",
                        "that each read is a beginning of the last list, and nothing" + " is lost or doubled",
                        fault));
    }
}
