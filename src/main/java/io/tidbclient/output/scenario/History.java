package io.tidbclient.output.scenario;

import io.tidbclient.connection.Answer;
import io.tidbclient.output.json.JsonOut;
import io.tidbclient.scenario.play.ScenarioFinding;

import java.io.PrintStream;
import java.time.Instant;
import java.util.List;

/** Keeps every operation with its start and end, one JSON object a line, for programs that check histories. */
public final class History {
    private final PrintStream out;

    /** @param out where to; stays open */
    public History(PrintStream out) {
        this.out = out;
    }

    /** Writes what has a start and an end; several scenarios may tell at once. */
    public synchronized void take(String scenario, ScenarioFinding finding) {
        switch (finding) {
            case ScenarioFinding.Ended ended ->
                JsonOut.write(out, false, json -> {
                    head(
                            json,
                            scenario,
                            ended.cue().session(),
                            ended.reply().began(),
                            ended.reply().ended());
                    json.number("step", ended.cue().number());
                    json.text("sql", ended.cue().step().action().shown());
                    json.text("outcome", ended.reply().failure().isPresent() ? "error" : "ok");
                    json.text("shown", ended.reply().shown());
                    json.rows("rows", ended.reply().answer().map(Answer::rows).orElse(List.of()));
                });
            case ScenarioFinding.Operation operation ->
                JsonOut.write(out, false, json -> {
                    Instant end = operation.began().plus(operation.took());
                    head(json, scenario, operation.session(), operation.began(), end);
                    json.number("transaction", operation.transaction());
                    json.text("sql", operation.sql());
                    json.text("outcome", operation.failed() ? "error" : "ok");
                    json.text("shown", operation.outcome());
                });
            case ScenarioFinding.Joined j -> {}
            case ScenarioFinding.Began b -> {}
            case ScenarioFinding.Waits w -> {}
            case ScenarioFinding.Differed d -> {}
            case ScenarioFinding.Checked c -> {}
            case ScenarioFinding.Worked w -> {}
            case ScenarioFinding.LeftOver l -> {}
            case ScenarioFinding.Noted n -> {}
        }
    }

    private static void head(JsonOut json, String scenario, String session, Instant began, Instant ended) {
        json.text("scenario", scenario);
        json.text("session", session);
        json.instant("start", began);
        json.instant("end", ended);
    }
}
