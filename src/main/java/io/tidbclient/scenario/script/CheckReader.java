package io.tidbclient.scenario.script;

import io.tidbclient.scenario.Action;
import io.tidbclient.scenario.Check;
import io.tidbclient.scenario.SqlText;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what is verified after all steps. */
final class CheckReader {
    private final StepReader steps;
    private final ScriptMistakes mistakes;

    CheckReader(StepReader steps, ScriptMistakes mistakes) {
        this.steps = steps;
        this.mistakes = mistakes;
    }

    /** None without an entry. */
    List<Check> checks(Field.Entry entry) {
        List<Check> checks = new ArrayList<>();
        if (entry == null) {
            return checks;
        }
        for (Field item : entry.value().oneOrMore("checks", "a list of checks, each with 'sql' and 'rows'")) {
            mistakes.attempt(() -> check(item)).ifPresent(checks::add);
        }
        return checks;
    }

    private Check check(Field item) {
        Map<String, Field.Entry> parts = new LinkedHashMap<>(item.entries(
                "a check",
                "a map with 'sql' and 'rows'",
                List.of("name", "sql", "rows", "rows-in-any-order", "row-count", "columns", "result")));
        if (!parts.containsKey("sql") || parts.size() == (parts.containsKey("name") ? 2 : 1)) {
            throw item.wrong("a check needs 'sql' and what it must answer; give 'rows' for example");
        }
        SqlText sql = steps.sql(parts.get("sql").value());
        return new Check(
                item.place(),
                parts.containsKey("name") ? parts.get("name").value().text("name", "what it proves") : "",
                sql,
                steps.expectations(parts, new Action.Run(sql)));
    }
}
