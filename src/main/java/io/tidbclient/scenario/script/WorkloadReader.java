package io.tidbclient.scenario.script;

import io.tidbclient.scenario.Action;
import io.tidbclient.scenario.Expectation.ErrorPattern;
import io.tidbclient.scenario.SqlText;
import io.tidbclient.scenario.Step;
import io.tidbclient.scenario.ValueSource;
import io.tidbclient.scenario.Workload;
import io.tidbclient.scenario.Workload.Appends;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what many clients do at once. */
final class WorkloadReader {
    static final List<String> KEYS = List.of(
            "session", "for", "transactions", "rate", "ramp-up", "values", "transaction", "retry", "append-list");

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
        List<Step> body = new ArrayList<>();
        for (Field item : required(field, entries, "transaction").value().oneOrMore("transaction", "statements")) {
            body.add(steps.statement(item, session));
        }
        requireEnd(body);
        return new Workload(
                field.place(),
                session,
                Optional.ofNullable(entries.get("for"))
                        .map(entry -> entry.value().duration("for")),
                entries.containsKey("transactions")
                        ? entries.get("transactions").value().wholeNumber("transactions", 1, 100_000_000)
                        : 0,
                entries.containsKey("rate") ? entries.get("rate").value().wholeNumber("rate", 1, 1_000_000) : 0,
                entries.containsKey("ramp-up") ? entries.get("ramp-up").value().duration("ramp-up") : Duration.ZERO,
                values,
                body,
                retries(entries.get("retry")),
                Optional.ofNullable(entries.get("append-list")).map(this::appends));
    }

    /** A transaction that is left open is committed by the next one's BEGIN, or by none. */
    private static void requireEnd(List<Step> body) {
        boolean open = false;
        boolean autocommit = true;
        for (Step step : body) {
            SqlText sql = ((Action.Run) step.action()).sql();
            autocommit &= !sql.turnsAutocommitOff();
            open = sql.beginsTransaction()
                    || (!sql.endsTransaction()
                            && (open || (!autocommit && !sql.verb().equals("SET"))));
        }
        if (open) {
            throw body.getLast()
                    .place()
                    .wrong("the transaction is left open, so that it is not known to be committed; end it with COMMIT"
                            + " or ROLLBACK");
        }
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

    private Appends appends(Field.Entry entry) {
        Map<String, Field.Entry> parts =
                entry.value().entries("append-list", "a map", List.of("appended", "read", "last"));
        for (String key : List.of("appended", "read", "last")) {
            if (!parts.containsKey(key)) {
                throw entry.key().wrong("append-list needs 'appended', 'read' and 'last'; add '" + key + "'");
            }
        }
        String appended = parts.get("appended").value().text("appended", "a value's name");
        String read = parts.get("read").value().text("read", "a saved value's name");
        SqlText last = steps.sql(parts.get("last").value());
        if (last.neverHasRows()) {
            throw parts.get("last").value().wrong(last.verb() + " reads no list; give a SELECT of the list");
        }
        return new Appends(entry.value().place(), appended, read, last);
    }
}
