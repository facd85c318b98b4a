package io.tidbclient.scenario.script;

import io.tidbclient.config.Quoted;
import io.tidbclient.history.check.ConsistencyModel;
import io.tidbclient.scenario.Expectation.ErrorPattern;
import io.tidbclient.scenario.SqlText;
import io.tidbclient.scenario.ValueSource;
import io.tidbclient.scenario.Workload;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what many clients do at once. */
final class WorkloadReader {
    static final List<String> KEYS = List.of(
            "session",
            "for",
            "transactions",
            "rate",
            "ramp-up",
            "values",
            "transaction",
            "one-of",
            "retry",
            "faults",
            "append-list");

    private final Names names;
    private final StepReader steps;

    WorkloadReader(Names names, StepReader steps) {
        this.names = names;
        this.steps = steps;
    }

    Workload read(Field field) {
        Map<String, Field.Entry> entries = field.entries("the workload", "a map", KEYS);
        String session = required(field, entries, "session").value().text("session", "a session or group");
        names.connections(entries.get("session").value(), session);
        if (entries.containsKey("for") == entries.containsKey("transactions")) {
            throw field.wrong("a workload runs 'for' a time or for a number of 'transactions'; give one of them");
        }
        Map<String, ValueSource> values = entries.containsKey("values")
                ? ValueReader.values(entries.get("values").value(), names)
                : Map.of();
        Workload workload = new Workload(
                field.place(),
                session,
                pace(entries),
                values,
                shapes(field, entries, new TransactionReader(names, steps, session)),
                retries(entries.get("retry")),
                FaultReader.faults(entries.get("faults")),
                Optional.ofNullable(entries.get("append-list")).map(this::lists));
        ListAccessRules.check(workload);
        return workload;
    }

    private static List<Workload.Shape> shapes(
            Field field, Map<String, Field.Entry> entries, TransactionReader transactions) {
        if (entries.containsKey("one-of") == entries.containsKey("transaction")) {
            throw field.wrong("a workload has one 'transaction', or several kinds under 'one-of'; give one of them");
        }
        return entries.containsKey("one-of")
                ? transactions.shapes(entries.get("one-of"))
                : List.of(transactions.only(entries.get("transaction")));
    }

    private static Workload.Pace pace(Map<String, Field.Entry> entries) {
        return new Workload.Pace(
                Optional.ofNullable(entries.get("for"))
                        .map(entry -> entry.value().duration("for")),
                entries.containsKey("transactions")
                        ? entries.get("transactions").value().wholeNumber("transactions", 1, 100_000_000)
                        : 0,
                entries.containsKey("rate") ? entries.get("rate").value().wholeNumber("rate", 1, 1_000_000) : 0,
                entries.containsKey("ramp-up") ? entries.get("ramp-up").value().duration("ramp-up") : Duration.ZERO);
    }

    private static Field.Entry required(Field field, Map<String, Field.Entry> entries, String key) {
        if (!entries.containsKey(key)) {
            throw field.wrong("the workload has no '" + key + "'; give it");
        }
        return entries.get(key);
    }

    private static Set<Integer> retries(Field.Entry entry) {
        return entry == null
                ? Set.of()
                : entry.value().oneOrMore("retry", "errors' numbers or names").stream()
                        .map(WorkloadReader::retry)
                        .collect(Collectors.toSet());
    }

    private static int retry(Field item) {
        int code = ErrorReader.code(item);
        if (new ErrorPattern(code, "", null).meansLostConnection()) {
            throw item.wrong("a transaction whose connection was lost is not retried, since it may have been committed;"
                    + " remove it");
        }
        return code;
    }

    private Workload.Lists lists(Field.Entry entry) {
        Map<String, Field.Entry> parts =
                entry.value().entries("append-list", "a map with 'last'", List.of("last", "expect"));
        if (!parts.containsKey("last")) {
            throw entry.key()
                    .wrong("append-list needs 'last', a SELECT of the number and the elements of each list; add it");
        }
        Field lastField = parts.get("last").value();
        SqlText last = steps.sql(lastField);
        if (last.neverHasRows()) {
            throw lastField.wrong(last.verb() + " reads no list; give a SELECT of the lists");
        }
        return new Workload.Lists(
                entry.value().place(),
                last,
                Optional.ofNullable(parts.get("expect")).map(WorkloadReader::model));
    }

    private static ConsistencyModel model(Field.Entry entry) {
        String name = entry.value().text("expect", "a consistency model");
        return ConsistencyModel.named(name)
                .orElseThrow(() -> entry.value()
                        .wrong("%s is not a consistency model; give one of %s"
                                .formatted(
                                        Quoted.of(name),
                                        Arrays.stream(ConsistencyModel.values())
                                                .map(ConsistencyModel::optionName)
                                                .collect(Collectors.joining(", ")))));
    }
}
