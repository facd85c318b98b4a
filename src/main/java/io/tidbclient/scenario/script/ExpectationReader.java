package io.tidbclient.scenario.script;

import io.tidbclient.config.Nearest;
import io.tidbclient.config.Quoted;
import io.tidbclient.connection.ErrorNames;
import io.tidbclient.scenario.Action;
import io.tidbclient.scenario.Cell;
import io.tidbclient.scenario.Expectation;
import io.tidbclient.scenario.Expectation.ErrorPattern;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Reads what a step is expected to do, and refuses what no statement of its kind can do. */
final class ExpectationReader {
    static final List<String> KEYS = List.of(
            "rows",
            "rows-in-any-order",
            "row-count",
            "columns",
            "affected",
            "error",
            "blocks",
            "unblocks",
            "within",
            "not-before",
            "either");
    private static final Set<String> OF_SUCCESS =
            Set.of("rows", "rows-in-any-order", "row-count", "columns", "affected");

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
        if (mayFail(all)) {
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
        if (entries.containsKey("within")
                && entries.containsKey("not-before")
                && entries.get("within")
                                .value()
                                .duration("within")
                                .compareTo(entries.get("not-before").value().duration("not-before"))
                        < 0) {
            throw entries.get("within")
                    .key()
                    .wrong("it cannot end within that and not before more; correct one of them");
        }
    }

    private static void refuseImpossible(Field.Entry entry, Action action) {
        String key = entry.name();
        boolean aboutRows = key.equals("rows")
                || key.equals("rows-in-any-order")
                || key.equals("row-count")
                || key.equals("columns");
        switch (action) {
            case Action.Run run -> {
                if (aboutRows && run.sql().neverHasRows()) {
                    throw entry.key()
                            .wrong("%s never answers with rows, so '%s' cannot be met; expect 'affected', or nothing"
                                    .formatted(run.sql().verb(), key));
                }
                if (key.equals("affected") && run.sql().neverChangesRows()) {
                    throw entry.key()
                            .wrong(run.sql().verb() + " changes no rows, so 'affected' cannot be met; expect 'rows'");
                }
            }
            case Action.Connect c -> refuse(entry, aboutRows || key.equals("affected"), "connecting");
            case Action.Check c -> refuse(entry, aboutRows || key.equals("affected"), "the check");
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
            case "row-count" -> new Expectation.RowCount(value.wholeNumber(key, 0, Integer.MAX_VALUE));
            case "columns" ->
                new Expectation.Columns(value.oneOrMore(key, "a list of names").stream()
                        .map(item -> item.text("a column", "its name"))
                        .toList());
            case "affected" -> new Expectation.Affected(value.wholeNumber(key, 0, Long.MAX_VALUE / 10_000));
            case "error" -> new Expectation.Fails(errors(value));
            case "blocks" -> new Expectation.Blocks(value.isTrue() ? Set.of() : sessions(value, key, session));
            case "unblocks" -> new Expectation.Unblocks(sessions(value, key, session));
            case "within" -> new Expectation.Within(value.duration(key));
            case "not-before" -> new Expectation.NotBefore(value.duration(key));
            case "either" -> new Expectation.Either(either(value, action, session));
            default -> throw new IllegalStateException(key);
        };
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
                throw item.wrong("this one of 'either' is met by whatever succeeds; say what comes then, 'affected' for"
                        + " example");
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

    private Cell cell(Field value) {
        if (!value.isMap()) {
            return new Cell.Exactly(value.scalar("a value"));
        }
        Map<String, Field.Entry> entries = value.entries("a value", "a value", List.of("matches", "saved", "anything"));
        if (entries.size() != 1) {
            throw value.wrong("a value is one of {matches: pattern}, {saved: name} and {anything: true}; give one");
        }
        Field.Entry entry = entries.values().iterator().next();
        return switch (entry.name()) {
            case "matches" -> new Cell.Like(pattern(entry.value()));
            case "saved" -> names.placed(new Cell.Named(entry.value().text("saved", "a name")), entry.value());
            default -> {
                if (!entry.value().flag("anything")) {
                    throw entry.value().wrong("'anything' can only be true; give the value that is expected otherwise");
                }
                yield new Cell.Anything();
            }
        };
    }

    private static Pattern pattern(Field value) {
        String text = value.text("matches", "a regular expression");
        try {
            return Pattern.compile(text, Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            throw value.wrong("the pattern is not a regular expression (" + e.getDescription() + "); correct it");
        }
    }

    private static List<ErrorPattern> errors(Field value) {
        List<ErrorPattern> errors =
                value.oneOrMore("error", "an error's number or name, or a map with code, sqlstate or matches").stream()
                        .map(ExpectationReader::error)
                        .toList();
        // A lost connection is none that the server answers: it has to be named beside 'any'.
        boolean more =
                errors.stream().filter(error -> !error.meansLostConnection()).count() > 1;
        if (more && errors.contains(ErrorPattern.ANY)) {
            throw value.wrong("'any' means the other errors, too; remove it, or them");
        }
        return errors;
    }

    private static ErrorPattern error(Field value) {
        if (!value.isMap()) {
            return value.text("error", "an error's number or name").equals("any")
                    ? ErrorPattern.ANY
                    : new ErrorPattern(code(value), "", null);
        }
        Map<String, Field.Entry> entries =
                value.entries("error", "an error's number or name", List.of("code", "sqlstate", "matches"));
        if (entries.isEmpty()) {
            throw value.wrong("this error is none in particular; give code, sqlstate or matches, or write any");
        }
        int code = entries.containsKey("code") ? code(entries.get("code").value()) : 0;
        if (new ErrorPattern(code, "", null).meansLostConnection() && entries.size() > 1) {
            throw value.wrong("a connection that is lost has neither a message nor an SQLSTATE of the server; give its"
                    + " code alone");
        }
        String state = entries.containsKey("sqlstate")
                ? sqlState(entries.get("sqlstate").value())
                : "";
        Pattern message =
                entries.containsKey("matches") ? pattern(entries.get("matches").value()) : null;
        return new ErrorPattern(code, state, message);
    }

    /** An error's number, given as such or by name. */
    static int code(Field value) {
        String text = value.text("error", "an error's number or name");
        if (text.matches("\\d{1,5}") && Integer.parseInt(text) > 0) {
            return Integer.parseInt(text);
        }
        return ErrorNames.number(text)
                .orElseThrow(() -> value.wrong(Quoted.of(text) + " is no error that is known by name"
                        + Nearest.to(text, ErrorNames.known())
                                .map(near -> "; did you mean " + near + "?")
                                .orElse("; give its number")));
    }

    private static String sqlState(Field value) {
        String text = value.text("sqlstate", "five characters: '40001'");
        if (!text.matches("[0-9A-Z]{5}")) {
            throw value.wrong(Quoted.of(text) + " is no SQLSTATE; give five characters in quotes: '40001'");
        }
        return text;
    }

    /** Whether one of these compares with what is known under a name. */
    static boolean comparesWith(String name, List<Expectation> expected) {
        return named(expected).anyMatch(cell -> cell.name().equals(name));
    }

    /** All cells that are compared with what a name stands for. */
    static Stream<Cell.Named> named(List<Expectation> expected) {
        Stream<Cell.Named> own = expected.stream()
                .filter(Expectation.Rows.class::isInstance)
                .flatMap(rows -> ((Expectation.Rows) rows).rows().stream().flatMap(List::stream))
                .filter(Cell.Named.class::isInstance)
                .map(Cell.Named.class::cast);
        Stream<Cell.Named> alternatives = expected.stream()
                .filter(Expectation.Either.class::isInstance)
                .flatMap(either -> ((Expectation.Either) either).alternatives().stream())
                .flatMap(ExpectationReader::named);
        return Stream.concat(own, alternatives);
    }

    /** Whether a step of which this is expected answers without a row. */
    static boolean hasNoRows(List<Expectation> expected) {
        return expected.contains(new Expectation.RowCount(0))
                || expected.stream()
                        .anyMatch(expectation -> expectation instanceof Expectation.Rows rows
                                && rows.rows().isEmpty());
    }

    /** Whether a step of which this is expected may end with an error. */
    static boolean mayFail(List<Expectation> expected) {
        return expected.stream()
                .anyMatch(expectation -> expectation instanceof Expectation.Fails
                        || (expectation instanceof Expectation.Either either
                                && either.alternatives().stream().anyMatch(ExpectationReader::mayFail)));
    }
}
