package io.tidbclient.scenario.script;

import io.tidbclient.scenario.ValueSource;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads named values: fixed ones, and those that the seed chooses. */
final class ValueReader {
    private ValueReader() {}

    static Map<String, ValueSource> values(Field field, Names names) {
        Map<String, ValueSource> values = new LinkedHashMap<>();
        for (Field.Entry entry :
                field.entries("values", "a map from names to values").values()) {
            names.value(entry.name(), entry.key());
            values.put(entry.name(), source(entry.value()));
        }
        return values;
    }

    private static ValueSource source(Field value) {
        if (!value.isMap()) {
            return new ValueSource.Fixed(value.scalar("a value"));
        }
        Map<String, Field.Entry> entries = value.entries("a value", "a value", List.of("between", "one-of"));
        if (entries.size() != 1) {
            throw value.wrong("a value is one of {between: [1, 10]} and {one-of: [a, b]}; give one");
        }
        Field.Entry entry = entries.values().iterator().next();
        List<Field> items = entry.value().oneOrMore(entry.name(), "a list of values");
        if (entry.name().equals("one-of")) {
            return new ValueSource.OneOf(
                    items.stream().map(item -> item.scalar("a value")).toList());
        }
        long most = 100_000_000_000_000L;
        if (items.size() != 2) {
            throw entry.value().wrong("'between' needs two numbers; give [least, most]");
        }
        long least = items.get(0).wholeNumber("the least", -most, most);
        return new ValueSource.Between(least, items.get(1).wholeNumber("the most", least, most));
    }
}
