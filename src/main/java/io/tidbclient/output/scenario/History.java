package io.tidbclient.output.scenario;

import io.tidbclient.connection.Answer;
import io.tidbclient.output.json.JsonOut;
import io.tidbclient.scenario.Action;
import io.tidbclient.scenario.Scalar;
import io.tidbclient.scenario.play.Performance;
import io.tidbclient.scenario.play.Reply;
import io.tidbclient.scenario.play.ScenarioFinding;
import io.tidbclient.scenario.play.StepRecord;

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

    /** What a row has beyond so many characters is left out. */
    static final int LONGEST_ROW = 65_536;

    private final PrintStream out;

    /** @param out where to; stays open */
    public History(PrintStream out) {
        this.out = out;
    }

    /** Writes what has ended; several scenarios may tell at once. */
    public synchronized void take(String scenario, ScenarioFinding finding) {
        switch (finding) {
            case ScenarioFinding.Ended ended ->
                JsonOut.write(out, false, json -> {
                    head(json, scenario, ended.cue().session(), ended.reply());
                    json.number("step", ended.cue().number());
                    json.text("sql", ended.cue().step().action().shown());
                    values(json, ended.bound());
                    boolean statement = ended.cue().step().action() instanceof Action.Run;
                    came(json, ended.reply(), statement && ended.reply().isUnknown());
                });
            case ScenarioFinding.Operation operation ->
                JsonOut.write(out, false, json -> {
                    head(json, scenario, operation.session(), operation.reply());
                    json.number("transaction", operation.transaction());
                    json.number("try", operation.attempt());
                    json.text("sql", operation.sql());
                    values(json, operation.bound());
                    came(json, operation.reply(), operation.reply().isUnknown());
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

    /** Writes the steps that had not ended when a scenario was over: nobody knows what became of them. */
    public synchronized void over(Performance performance) {
        for (StepRecord step : performance.steps()) {
            if (step.reply().isEmpty()) {
                JsonOut.write(out, false, json -> {
                    begin(json, performance.title(), step.cue().session(), step.at());
                    json.nothing("end");
                    json.number("step", step.cue().number());
                    json.text("sql", step.cue().step().action().shown());
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

    private static void head(JsonOut json, String scenario, String session, Reply reply) {
        begin(json, scenario, session, reply.began());
        json.instant("end", reply.ended());
    }

    private static void values(JsonOut json, Map<String, Scalar> bound) {
        json.object(
                "values",
                () -> bound.forEach((name, value) -> {
                    if (value instanceof Scalar.Null) {
                        json.nothing(name);
                    } else {
                        json.text(name, value.shown());
                    }
                }));
    }

    private static void came(JsonOut json, Reply reply, boolean unknown) {
        json.text("outcome", unknown ? "unknown" : reply.failure().isPresent() ? "error" : "ok");
        json.text("shown", reply.shown());
        List<List<String>> rows = reply.answer().map(Answer::rows).orElse(List.of());
        List<List<String>> kept =
                rows.stream().limit(MOST_ROWS).map(History::bounded).toList();
        json.rows("rows", kept);
        Optional<Long> affected =
                reply.answer().filter(answer -> !answer.hasRows()).map(Answer::affected);
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
