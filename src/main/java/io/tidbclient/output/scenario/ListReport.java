package io.tidbclient.output.scenario;

import io.tidbclient.connection.ServerVersion.Product;
import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.history.check.ConsistencyModel;
import io.tidbclient.history.format.HistoryHead;
import io.tidbclient.isolation.ServerConfiguration;
import io.tidbclient.output.isolation.HistoryReport;
import io.tidbclient.scenario.run.ListVerdict;
import io.tidbclient.scenario.run.ScenarioResult;
import io.tidbclient.scenario.run.WorkloadResult;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The history of a workload's lists as a report about isolation. */
public final class ListReport {
    private ListReport() {}

    /** The report; empty when the history was not checked. */
    public static Optional<HistoryReport> of(ScenarioResult result) {
        return result.workload()
                .flatMap(WorkloadResult::lists)
                .map(verdict -> new HistoryReport(
                        result.title(),
                        head(result, verdict, Optional.empty(), Optional.empty()),
                        Optional.empty(),
                        verdict.history(),
                        Optional.of(verdict.expected()),
                        result.took(),
                        verdict.expected()
                                .unmet(verdict.history())
                                .map(why -> new RunVerdict(Outcome.FAILED, why))
                                .orElseGet(() -> new RunVerdict(
                                        Outcome.SUCCESS, verdict.expected().met(verdict.history())))));
    }

    /** Where it was recorded. */
    static HistoryHead head(
            ScenarioResult result, ListVerdict verdict, Optional<String> tool, Optional<String> release) {
        ServerConfiguration server = verdict.server();
        return new HistoryHead(
                tool,
                new HistoryHead.RecordedServer(Optional.of(server.product().label()), release, List.of()),
                Optional.of(server.level().optionName()),
                server.product() == Product.TIDB ? Optional.of(server.mode().label()) : Optional.empty(),
                server.snapshotIsolation(),
                OptionalLong.of(result.seed()));
    }

    /** The model that the script names; empty for what the server's documentation promises. */
    static Optional<ConsistencyModel> explicit(ListVerdict verdict) {
        return verdict.expected().reason().isEmpty()
                ? Optional.of(verdict.expected().model())
                : Optional.empty();
    }
}
