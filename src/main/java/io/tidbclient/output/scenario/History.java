package io.tidbclient.output.scenario;

import io.tidbclient.connection.Answer;
import io.tidbclient.connection.ServerVersion;
import io.tidbclient.history.check.ConsistencyModel;
import io.tidbclient.history.format.ScenarioHistoryWriter;
import io.tidbclient.output.json.JsonOut;
import io.tidbclient.scenario.Action;
import io.tidbclient.scenario.Scalar;
import io.tidbclient.scenario.run.ScenarioEvent;
import io.tidbclient.scenario.run.ScenarioResult;
import io.tidbclient.scenario.run.StepRecord;
import io.tidbclient.scenario.run.StepResult;
import io.tidbclient.scenario.run.WorkloadResult;

import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps every operation with its start and end, one JSON object a line, for programs that check histories. */
public final class History {
    /** More rows of one answer are left out. */
    static final int MOST_ROWS = 1_000;

    /** What a row has beyond this number of characters is cut off. */
    static final int LONGEST_ROW = 65_536;

    private final PrintStream out;
    private final ScenarioHistoryWriter lists;
    private final String toolVersion;
    private Optional<String> release = Optional.empty();

    /**
     * An empty history.
     *
     * @param out where to; stays open
     * @param toolVersion this tool's
     */
    public History(PrintStream out, String toolVersion) {
        this.out = out;
        this.lists = new ScenarioHistoryWriter(out);
        this.toolVersion = toolVersion;
    }

    /** All scenarios are run on this server. */
    public synchronized void on(ServerVersion server) {
        release = Optional.of(server.release());
    }

    /** Writes what has ended; several scenarios may report at the same time. */
    public synchronized void record(String scenario, ScenarioEvent event) {
        switch (event) {
            case ScenarioEvent.Ended ended ->
                JsonOut.write(out, false, json -> {
                    head(json, scenario, ended.invocation().session(), ended.result());
                    json.number("step", ended.invocation().number());
                    json.text("sql", ended.invocation().step().action().shown());
                    values(json, ended.bound());
                    boolean statement = ended.invocation().step().action() instanceof Action.Run;
                    came(json, ended.result(), statement && ended.result().isUnknown());
                });
            case ScenarioEvent.Operation operation ->
                JsonOut.write(out, false, json -> {
                    head(json, scenario, operation.session(), operation.result());
                    json.number("transaction", operation.transaction());
                    json.number("try", operation.attempt());
                    json.text("sql", operation.sql());
                    values(json, operation.bound());
                    came(json, operation.result(), operation.result().isUnknown());
                });
            case ScenarioEvent.ListTransaction ended -> lists.transaction(scenario, ended.transaction());
            case ScenarioEvent.Joined j -> {}
            case ScenarioEvent.Began b -> {}
            case ScenarioEvent.Waits w -> {}
            case ScenarioEvent.ExpectationFailed d -> {}
            case ScenarioEvent.Impossible i -> {}
            case ScenarioEvent.Checked c -> {}
            case ScenarioEvent.Worked w -> {}
            case ScenarioEvent.LeftOver l -> {}
            case ScenarioEvent.Noted n -> {}
        }
    }

    /**
     * Writes the steps that had not ended when a scenario had ended: their outcome is unknown. Closes the history of its lists where it
     * is complete: a checker must not take a part of it for the whole.
     */
    public synchronized void over(ScenarioResult result) {
        result.workload()
                .flatMap(WorkloadResult::lists)
                .ifPresent(verdict -> lists.complete(
                        result.title(),
                        ListReport.head(result, verdict, Optional.of("tidb-client " + toolVersion), release),
                        ListReport.explicit(verdict).map(ConsistencyModel::optionName)));
        for (StepRecord step : result.steps()) {
            if (step.result().isEmpty()) {
                JsonOut.write(out, false, json -> {
                    begin(json, result.title(), step.invocation().session(), step.at());
                    json.nothing("end");
                    json.number("step", step.invocation().number());
                    json.text("sql", step.invocation().step().action().shown());
                    values(json, step.bound());
                    json.text("outcome", "unknown");
                });
            }
        }
    }

    private static void begin(JsonOut json, String scenario, String session, Instant began) {
        json.text("scenario", scenario);
        json.text("session", session);
        json.instant("start", began);
    }

    private static void head(JsonOut json, String scenario, String session, StepResult result) {
        begin(json, scenario, session, result.began());
        json.instant("end", result.ended());
    }

    /** What the names in a statement stood for, as texts. */
    static void values(JsonOut json, Map<String, Scalar> bound) {
        json.object(
                "values",
                () -> bound.forEach((name, value) -> {
                    if (value instanceof Scalar.Null) {
                        json.nothing(name);
                    } else {
                        json.named(name, value.shown());
                    }
                }));
    }

    private static void came(JsonOut json, StepResult result, boolean unknown) {
        json.text("outcome", unknown ? "unknown" : result.failure().isPresent() ? "error" : "ok");
        json.text("shown", result.shown());
        List<List<String>> rows = result.answer().map(Answer::rows).orElse(List.of());
        List<List<String>> kept =
                rows.stream().limit(MOST_ROWS).map(History::bounded).toList();
        json.rows("rows", kept);
        Optional<Long> affected =
                result.answer().filter(answer -> !answer.hasRows()).map(Answer::affected);
        affected.ifPresentOrElse(count -> json.number("affected", count), () -> json.nothing("affected"));
        json.flag("cut", !kept.equals(rows));
    }

    /** A row with as many characters as are kept of one. */
    private static List<String> bounded(List<String> row) {
        List<String> kept = new ArrayList<>();
        int left = LONGEST_ROW;
        for (String value : row) {
            String part = value == null || value.length() <= left ? value : value.substring(0, left);
            left -= part == null ? 0 : part.length();
            kept.add(part);
        }
        return kept;
    }
}
