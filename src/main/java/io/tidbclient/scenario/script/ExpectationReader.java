package io.tidbclient.scenario.script;

import io.tidbclient.scenario.Action;
import io.tidbclient.scenario.Cell;
import io.tidbclient.scenario.Expectation;
import io.tidbclient.scenario.Scalar;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Reads what a step is expected to do, and refuses what no statement of its kind can do. */
final class ExpectationReader {
    static final List<String> KEYS = List.of(
            "rows",
            "rows-in-any-order",
            "row-count",
            "columns",
            "result",
            "results",
            "affected",
            "matched",
            "changed",
            "warnings",
            "warning-count",
            "error",
            "blocks",
            "unblocks",
            "within",
            "not-before",
            "either");
    private static final Set<String> OF_SUCCESS = Set.of(
            "rows",
            "rows-in-any-order",
            "row-count",
            "columns",
            "result",
            "results",
            "affected",
            "matched",
            "changed",
            "warnings",
            "warning-count");
    private static final List<String> OF_ONE_RESULT = List.of("rows", "rows-in-any-order", "row-count", "columns");

    private final Names names;

    ExpectationReader(Names names) {
        this.names = names;
    }

    /** Those of the entries that are expectations. */
    List<Expectation> read(Map<String, Field.Entry> entries, Action action, String session) {
        List<Expectation> all = new ArrayList<>();
        for (String key : KEYS) {
            Field.Entry entry = entries.get(key);
            if (entry != null) {
                refuseImpossible(entry, action);
                all.add(one(entry, action, session));
            }
        }
        refuseContradictions(entries, all);
        return all;
    }

    private static void refuseContradictions(Map<String, Field.Entry> entries, List<Expectation> all) {
        if (Expected.mayFail(all)) {
            Field.Entry error = entries.containsKey("error") ? entries.get("error") : entries.get("either");
            OF_SUCCESS.stream()
                    .filter(entries::containsKey)
                    .sorted()
                    .findFirst()
                    .ifPresent(other -> {
                        throw error.key()
                                .wrong("a statement that fails has no " + other
                                        + (error.name().equals("error")
                                                ? "; expect one of them, or use 'either'"
                                                : "; move it into those of 'either' that do not fail"));
                    });
        }
        if (entries.containsKey("results")) {
            Stream.concat(OF_ONE_RESULT.stream(), Stream.of("result"))
                    .filter(entries::containsKey)
                    .findFirst()
                    .ifPresent(other -> {
                        throw entries.get(other)
                                .key()
                                .wrong("'results' has what is expected of every result; move '" + other + "' into it");
                    });
        }
        if (entries.containsKey("within")
                && entries.containsKey("not-before")
                && entries.get("within")
                                .value()
                                .duration("within")
                                .compareTo(entries.get("not-before").value().duration("not-before"))
                        < 0) {
            throw entries.get("within").key().wrong("'within' must not be shorter than 'not-before'");
        }
    }

    private static void refuseImpossible(Field.Entry entry, Action action) {
        String key = entry.name();
        boolean aboutRows = key.equals("rows")
                || key.equals("rows-in-any-order")
                || key.equals("row-count")
                || key.equals("result")
                || key.equals("results")
                || key.equals("columns");
        boolean aboutStatement = aboutRows || (OF_SUCCESS.contains(key) && !key.equals("affected"));
        switch (action) {
            case Action.Run run -> {
                if (aboutRows && run.sql().neverHasRows()) {
                    throw entry.key()
                            .wrong("%s never answers with rows, so '%s' cannot be met; expect 'affected', or nothing"
                                    .formatted(run.sql().verb(), key));
                }
                if ((key.equals("matched") || key.equals("changed"))
                        && !run.sql().verb().equals("UPDATE")) {
                    throw entry.key()
                            .wrong("a server reports '%s' of an UPDATE alone; expect 'affected'".formatted(key));
                }
                if (key.equals("affected") && run.sql().neverChangesRows()) {
                    throw entry.key()
                            .wrong(run.sql().verb() + " changes no rows, so 'affected' cannot be met; expect 'rows'");
                }
            }
            case Action.Connect c -> refuse(entry, aboutStatement || key.equals("affected"), "connecting");
            case Action.Check c -> refuse(entry, aboutStatement || key.equals("affected"), "the check");
            case Action.Disconnect c -> refuse(entry, !key.equals("unblocks"), "disconnecting");
            case Action.Cut c -> refuse(entry, !key.equals("unblocks"), "cutting a connection");
        }
        if (key.equals("blocks") && !(action instanceof Action.Run)) {
            throw entry.key().wrong("only a statement can wait for a lock; remove 'blocks'");
        }
    }

    private static void refuse(Field.Entry entry, boolean impossible, String what) {
        if (impossible) {
            throw entry.key().wrong(what + " cannot meet '" + entry.name() + "'; remove it");
        }
    }

    private Expectation one(Field.Entry entry, Action action, String session) {
        Field value = entry.value();
        String key = entry.name();
        return switch (key) {
            case "rows" -> new Expectation.Rows(rows(value), true);
            case "rows-in-any-order" -> new Expectation.Rows(rows(value), false);
            case "result" -> new Expectation.ResultSet((int) value.wholeNumber(key, 1, 1000));
            case "row-count" -> new Expectation.RowCount(value.wholeNumber(key, 0, Integer.MAX_VALUE));
            case "columns" ->
                new Expectation.Columns(value.oneOrMore(key, "a list of names").stream()
                        .map(item -> item.text("a column", "its name"))
                        .toList());
            case "affected" -> new Expectation.Affected(value.wholeNumber(key, 0, Long.MAX_VALUE / 10_000));
            case "matched" -> new Expectation.Matched(value.wholeNumber(key, 0, Long.MAX_VALUE / 10_000));
            case "changed" -> new Expectation.Changed(value.wholeNumber(key, 0, Long.MAX_VALUE / 10_000));
            case "results" -> new Expectation.Results(results(value, action, session));
            case "warnings" -> new Expectation.Warnings(WarningReader.warnings(value));
            case "warning-count" -> new Expectation.WarningCount(value.wholeNumber(key, 0, 65_535));
            case "error" -> new Expectation.ExpectError(ErrorReader.errors(value));
            case "blocks" -> new Expectation.Blocks(value.isTrue() ? Set.of() : sessions(value, key, session));
            case "unblocks" -> new Expectation.Unblocks(sessions(value, key, session));
            case "within" -> new Expectation.MaxDuration(value.duration(key));
            case "not-before" -> new Expectation.MinDuration(value.duration(key));
            case "either" -> new Expectation.AnyOf(either(value, action, session));
            default -> throw new IllegalStateException(key);
        };
    }

    private List<List<Expectation>> results(Field value, Action action, String session) {
        List<List<Expectation>> results = new ArrayList<>();
        for (Field item : value.items("results", "a list with a map for each result: [{rows: [[1]]}]")) {
            List<Expectation> one =
                    read(item.entries("one of 'results'", "a map of expectations", OF_ONE_RESULT), action, session);
            if (one.isEmpty()) {
                throw item.wrong("nothing is expected of this result; give 'rows' or 'row-count' for example");
            }
            results.add(one);
        }
        return results;
    }

    private List<List<Expectation>> either(Field value, Action action, String session) {
        List<List<Expectation>> alternatives = new ArrayList<>();
        List<String> known = KEYS.stream()
                .filter(key -> !key.equals("either") && !key.equals("blocks") && !key.equals("unblocks"))
                .toList();
        for (Field item : value.items("either", "a list of expectations")) {
            List<Expectation> one =
                    read(item.entries("one of 'either'", "a map of expectations", known), action, session);
            if (one.isEmpty()) {
                throw item.wrong("this alternative of 'either' is met by any success; add an expectation, 'affected'"
                        + " for example");
            }
            alternatives.add(one);
        }
        if (alternatives.size() < 2) {
            throw value.wrong("'either' needs two or more; give them, or write the expectation without it");
        }
        return alternatives;
    }

    private Set<String> sessions(Field value, String key, String self) {
        Set<String> all = new LinkedHashSet<>();
        for (Field item : value.oneOrMore(key, "a session or a list of sessions")) {
            List<String> members = names.connections(item, item.text(key, "a session"));
            if (members.contains(self)) {
                throw item.wrong("a session cannot wait for itself; name another one");
            }
            all.addAll(members);
        }
        return all;
    }

    private List<List<Cell>> rows(Field value) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Field row : value.items("rows", "a list of rows, each a list of values: [[1, a], [2, null]]")) {
            List<Cell> cells = row.items("a row", "a list of values: [1, a, null]").stream()
                    .map(this::cell)
                    .toList();
            if (cells.isEmpty()) {
                throw row.wrong("no row is without values; give them, or [] for no rows at all");
            }
            rows.add(cells);
        }
        for (int i = 1; i < rows.size(); i++) {
            if (rows.get(i).size() != rows.getFirst().size()) {
                throw value.items("rows", "")
                        .get(i)
                        .wrong("this row has %d values and the first has %d; give each as many"
                                .formatted(rows.get(i).size(), rows.getFirst().size()));
            }
        }
        return rows;
    }

    private static Scalar bytes(Field value) {
        String digits = value.text("hex", "hexadecimal digits in quotes: 'ff00'");
        try {
            return Scalar.Bytes.of(HexFormat.of().parseHex(digits));
        } catch (IllegalArgumentException e) {
            throw value.wrong("'hex' has something other than two hexadecimal digits for each byte; write 'ff00'");
        }
    }

    private Cell cell(Field value) {
        if (!value.isMap()) {
            return new Cell.Exactly(value.scalar("a value"));
        }
        Map<String, Field.Entry> entries =
                value.entries("a value", "a value", List.of("matches", "saved", "hex", "anything"));
        if (entries.size() != 1) {
            throw value.wrong(
                    "a value is one of {matches: pattern}, {saved: name}, {hex: digits} and {anything: true}; give one");
        }
        Field.Entry entry = entries.values().iterator().next();
        return switch (entry.name()) {
            case "matches" -> new Cell.Like(entry.value().pattern("matches"));
            case "hex" -> new Cell.Exactly(bytes(entry.value()));
            case "saved" -> names.placed(new Cell.Named(entry.value().text("saved", "a name")), entry.value());
            default -> {
                if (!entry.value().flag("anything")) {
                    throw entry.value().wrong("'anything' can only be true; give the value that is expected otherwise");
                }
                yield new Cell.Anything();
            }
        };
    }
}
