package io.tidbclient.scenario.script;

import io.tidbclient.config.Quoted;
import io.tidbclient.scenario.IsolationClaim;
import io.tidbclient.scenario.IsolationClaim.Effect;
import io.tidbclient.scenario.Purpose;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads what a scenario is for. */
final class PurposeReader {
    private static final Pattern ADDRESS = Pattern.compile("https?://\\S+");

    private PurposeReader() {}

    static Purpose purpose(Map<String, Field.Entry> entries) {
        return new Purpose(
                text(entries, "description", "a text").orElse(""),
                claim(entries),
                Optional.ofNullable(entries.get("known-bug")).map(PurposeReader::address));
    }

    private static Optional<IsolationClaim> claim(Map<String, Field.Entry> entries) {
        Optional<Field.Entry> anomaly = Optional.ofNullable(entries.get("anomaly"));
        Optional<Field.Entry> outcome = Optional.ofNullable(entries.get("outcome"));
        if (anomaly.isPresent() != outcome.isPresent()) {
            throw anomaly.or(() -> outcome)
                    .orElseThrow()
                    .key()
                    .wrong("'anomaly' and 'outcome' belong together: the anomaly's name, and whether it happens or is"
                            + " prevented; add the other one");
        }
        return anomaly.map(
                entry -> new IsolationClaim(entry.value().text("anomaly", "its name"), effect(outcome.orElseThrow())));
    }

    private static Effect effect(Field.Entry entry) {
        String text = entry.value().text("outcome", "happens or prevented");
        return Stream.of(Effect.values())
                .filter(effect -> effect.label().equals(text))
                .findFirst()
                .orElseThrow(
                        () -> entry.value().wrong("the outcome is " + Quoted.of(text) + "; give happens or prevented"));
    }

    private static String address(Field.Entry entry) {
        String text = entry.value().text("known-bug", "the address of its report");
        if (!ADDRESS.matcher(text).matches()) {
            throw entry.value().wrong(Quoted.of(text) + " is no address; give https://…");
        }
        return text;
    }

    private static Optional<String> text(Map<String, Field.Entry> entries, String key, String wanted) {
        return Optional.ofNullable(entries.get(key)).map(entry -> entry.value().text(key, wanted));
    }
}
