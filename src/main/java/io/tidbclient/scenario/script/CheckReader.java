package io.tidbclient.scenario.script;

import io.tidbclient.scenario.Action;
import io.tidbclient.scenario.Check;
import io.tidbclient.scenario.ExpectationsByServer;
import io.tidbclient.scenario.SqlText;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what is verified after all steps. */
final class CheckReader {
    private static final List<String> OWN = List.of("name", "sql", "only-on", "eventually");
    private static final List<String> EXPECTATIONS =
            List.of("rows", "rows-in-any-order", "row-count", "columns", "result");

    static final List<String> KEYS =
            Stream.of(OWN, EXPECTATIONS).flatMap(List::stream).toList();

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
        Map<String, Field.Entry> parts = item.entries("a check", "a map with 'sql' and 'rows'");
        parts.values().stream()
                .filter(entry -> !ConditionReader.isForServers(entry))
                .forEach(entry -> entry.requireKnown("a check", KEYS, ScriptMistakes.FIRST));
        if (!parts.containsKey("sql") || OWN.containsAll(parts.keySet())) {
            throw item.wrong("a check needs 'sql' and what it must answer; give 'rows' for example");
        }
        SqlText sql = steps.sql(parts.get("sql").value());
        return new Check(
                item.place(),
                parts.containsKey("name") ? parts.get("name").value().text("name", "what it proves") : "",
                sql,
                expected(parts, sql),
                ConditionReader.read(parts.get("only-on")),
                Optional.ofNullable(parts.get("eventually"))
                        .map(entry -> entry.value().duration("eventually")));
    }

    /** A check only reads, whatever the server. */
    private ExpectationsByServer expected(Map<String, Field.Entry> parts, SqlText sql) {
        parts.values().stream().filter(ConditionReader::isForServers).forEach(entry -> {
            if (entry.value()
                    .entries(entry.name(), "a map of expectations", EXPECTATIONS)
                    .isEmpty()) {
                throw entry.value().wrong("this says nothing of the answer; give 'rows' for example");
            }
        });
        return steps.expectations(parts, new Action.Run(sql), "");
    }
}
