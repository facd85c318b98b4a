package io.tidbclient.serve.page;

import io.tidbclient.output.scenario.ScenarioText;
import io.tidbclient.output.text.Text;
import io.tidbclient.output.text.Units;
import io.tidbclient.scenario.run.ScenarioResult;
import io.tidbclient.scenario.run.ScenarioResult.Status;
import io.tidbclient.serve.status.ScenarioRecord;
import io.tidbclient.serve.status.ScenarioView;
import io.tidbclient.serve.status.TargetScenarios;
import io.tidbclient.serve.status.TargetView;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the templates show of the scenarios of a target. */
final class ScenarioData {
    private static final int WIDTH = 120;

    /** Of what is said about a run; a suite with hundreds of orders may say much. */
    private static final int MOST_LINES = 1_000;

    private ScenarioData() {}

    /** The id of the list of a target's scenarios. */
    static String id(String target) {
        return "scenarios-" + PageData.encoded(target);
    }

    static Map<String, Object> list(TargetView view) {
        return Map.of(
                "id",
                id(view.name()),
                "source",
                PageData.href(view.name()) + "/scenarios",
                "list",
                view.scenarios().all().stream().map(ScenarioData::scenario).toList());
    }

    /** How the scenarios of a target ended the last time, in short; empty when it has none. */
    static Optional<String> summary(TargetScenarios scenarios) {
        List<String> parts = new ArrayList<>();
        for (Status status : Status.values()) {
            if (scenarios.count(status) > 0) {
                parts.add(scenarios.count(status) + " " + word(status));
            }
        }
        if (scenarios.notRun() > 0) {
            parts.add(scenarios.notRun() + " not run yet");
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", parts));
    }

    private static Map<String, Object> scenario(ScenarioView view) {
        Map<String, Object> all = new HashMap<>();
        all.put("name", PageData.clean(view.name()));
        all.put("id", "scenario-" + PageData.encoded(view.name()));
        all.put("status", view.status().map(ScenarioData::word).orElse("not run yet"));
        all.put("style", view.status().map(ScenarioData::style).orElse(""));
        all.put("running", view.running().isPresent() ? "yes" : "");
        all.put("since", time(view.since()));
        all.put("at", time(view.last().map(ScenarioRecord::endedAt)));
        all.put("took", view.last().map(last -> Units.duration(last.took())).orElse(""));
        all.put("next", time(view.next()));
        all.put(
                "message",
                PageData.clean(view.last().map(ScenarioRecord::sentence).orElse("")));
        all.put(
                "notes",
                view.last().map(ScenarioRecord::notes).orElse(List.of()).stream()
                        .map(PageData::clean)
                        .toList());
        all.put("details", view.last().map(ScenarioData::details).orElse(""));
        return all;
    }

    private static String word(Status status) {
        return switch (status) {
            case PASSED, FAILED, SKIPPED, STOPPED -> status.label();
            case KNOWN_BUG -> "known bug";
            case ERROR -> "could not run";
        };
    }

    private static String style(Status status) {
        return switch (status) {
            case PASSED -> "good";
            case FAILED, ERROR, STOPPED -> "bad";
            case KNOWN_BUG, SKIPPED -> "";
        };
    }

    /** Of a single result all, of several the timelines of those that are not as expected. */
    private static String details(ScenarioRecord record) {
        List<ScenarioResult> results = record.outcome().results();
        ScenarioText text = new ScenarioText(WIDTH);
        List<String> lines = results.stream()
                .flatMap(result -> text.result(result, results.size() == 1).stream())
                .map(Text::plain)
                .map(PageData::clean)
                .toList();
        return lines.size() <= MOST_LINES
                ? String.join("\n", lines)
                : lines.stream().limit(MOST_LINES).collect(Collectors.joining("\n"))
                        + "\n… %d more lines".formatted(lines.size() - MOST_LINES);
    }

    private static Object time(Optional<Instant> at) {
        return at.<Object>map(PageData::time).orElse("");
    }
}
