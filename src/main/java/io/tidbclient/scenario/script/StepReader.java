package io.tidbclient.scenario.script;

import io.tidbclient.config.Nearest;
import io.tidbclient.config.Quoted;
import io.tidbclient.scenario.Action;
import io.tidbclient.scenario.Expectation;
import io.tidbclient.scenario.ExpectationsByServer;
import io.tidbclient.scenario.ListAccess;
import io.tidbclient.scenario.Predecessor;
import io.tidbclient.scenario.ServerCondition;
import io.tidbclient.scenario.SqlText;
import io.tidbclient.scenario.Step;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads steps: whose each is, what it does, and what is expected of it. */
final class StepReader {
    static final List<String> ACTIONS = List.of("connect", "disconnect", "cut", "check");
    private static final List<String> OWN = List.of(
            "name", "save", "limit", "after", "only-on", "prepared", "until", "on-tidb", "on-mysql", "on-mariadb");
    /** No session may be called so. */
    static final List<String> RESERVED = Stream.of(
                    ACTIONS, BlockReader.KEYS, OWN, ExpectationReader.KEYS, List.of("steps", "as"))
            .flatMap(List::stream)
            .toList();

    /** The states of the connection check that do work; the check can be run up to each of them. */
    static final List<String> CHECK_STATES =
            List.of("Connecting", "TestingConnection", "VerifyingDatabase", "GettingVersion", "CheckingImportJobs");

    private final Names names;
    private final ExpectationReader expectations;
    private final SaveReader saves;

    StepReader(Names names) {
        this.names = names;
        this.expectations = new ExpectationReader(names);
        this.saves = new SaveReader(names);
    }

    /** A step of a session that stands outside any session's order: of a workload's transaction. */
    Step statement(Field item, String session) {
        if (!item.isMap()) {
            SqlText sql = sql(item);
            return new Step(
                    item.place(),
                    Optional.empty(),
                    session,
                    new Action.Run(sql),
                    ExpectationsByServer.everywhere(List.of()),
                    ServerCondition.any(),
                    Map.of(),
                    Optional.empty(),
                    List.of());
        }
        Map<String, Field.Entry> entries = item.entries(
                "a statement",
                "SQL, or a map with 'sql'",
                List.of(
                        "sql",
                        "save",
                        "rows",
                        "rows-in-any-order",
                        "row-count",
                        "result",
                        "affected",
                        "limit",
                        ListAccess.Kind.READS.label(),
                        ListAccess.Kind.APPENDS.label()));
        if (!entries.containsKey("sql")) {
            throw item.wrong("there is no 'sql' in this statement; give it");
        }
        Action action = new Action.Run(sql(entries.get("sql").value()));
        List<Expectation> expected = expectations.read(entries, action, session);
        return new Step(
                item.place(),
                Optional.empty(),
                session,
                action,
                ExpectationsByServer.everywhere(expected),
                ServerCondition.any(),
                saves.read(entries.get("save"), action, expected, List.of(expected)),
                limit(entries),
                List.of());
    }

    SqlText sql(Field value) {
        try {
            return names.placed(SqlText.parse(value.text("the statement", "SQL")), value);
        } catch (IllegalArgumentException e) {
            throw value.wrong(e.getMessage());
        }
    }

    /** What is expected of an action, on all servers and on those that have expectations of their own. */
    ExpectationsByServer expectations(Map<String, Field.Entry> entries, Action action, String session) {
        List<ExpectationsByServer.OnServer> elsewhere = new ArrayList<>();
        for (Field.Entry entry : entries.values()) {
            if (ConditionReader.isForServers(entry) && !names.isSession(entry.name())) {
                elsewhere.add(new ExpectationsByServer.OnServer(
                        entry.key().place(),
                        ConditionReader.ofKey(entry),
                        expectations.read(
                                entry.value().entries(entry.name(), "a map of expectations", ExpectationReader.KEYS),
                                action,
                                session)));
            }
        }
        return new ExpectationsByServer(Optional.empty(), expectations.read(entries, action, session), elsewhere);
    }

    /** A step of the session that it names. */
    Step step(Field item, Map<String, Field.Entry> entries) {
        Field.Entry head = head(item, entries);
        boolean isAction = ACTIONS.contains(head.name());
        String session = isAction ? head.value().text(head.name(), "a session") : head.name();
        names.connections(isAction ? head.value() : head.key(), session);
        Action action = action(head, entries);
        ExpectationsByServer expected = expectations(entries, action, session);
        Map<String, String> saved = saves.read(entries.get("save"), action, expected.usual(), expected.all());
        Optional<String> name = Optional.ofNullable(entries.get("name"))
                .map(entry -> entry.value().text("name", "a name"));
        return new Step(
                item.place(),
                name,
                session,
                action,
                expected,
                ConditionReader.read(entries.get("only-on")),
                saved,
                limit(entries),
                after(entries.get("after")));
    }

    private static List<Predecessor> after(Field.Entry entry) {
        return entry == null
                ? List.of()
                : entry.value().oneOrMore("after", "a step's name, or a list of them").stream()
                        .map(item -> new Predecessor(item.place(), item.text("after", "a step's name")))
                        .toList();
    }

    private static Optional<Duration> limit(Map<String, Field.Entry> entries) {
        return Optional.ofNullable(entries.get("limit"))
                .map(entry -> entry.value().duration("limit"));
    }

    /** The entry that says whose step it is. */
    private Field.Entry head(Field item, Map<String, Field.Entry> entries) {
        List<Field.Entry> heads = entries.values().stream()
                .filter(entry -> ACTIONS.contains(entry.name()) || names.isSession(entry.name()))
                .toList();
        List<String> known =
                Stream.of(OWN, ExpectationReader.KEYS).flatMap(List::stream).toList();
        for (Field.Entry entry : entries.values()) {
            if (!heads.contains(entry) && !known.contains(entry.name()) && !ConditionReader.isForServers(entry)) {
                throw entry.key()
                        .wrong(Quoted.of(entry.name()) + " is neither a session nor a key of a step"
                                + remedy(entry.name()));
            }
        }
        if (heads.isEmpty()) {
            throw item.wrong("this step names no session; begin it with one: '"
                    + names.sessionNames().getFirst() + ": SELECT 1'");
        }
        if (heads.size() > 1) {
            throw heads.get(1)
                    .key()
                    .wrong("a step is one session's, and this one is also %s's; give each a step of its own"
                            .formatted(heads.getFirst().name()));
        }
        return heads.getFirst();
    }

    private String remedy(String unknown) {
        if (unknown.startsWith("expect")) {
            return "; what is expected stands beside the session: " + String.join(", ", ExpectationReader.KEYS);
        }
        if (unknown.startsWith(VariantEntries.AT)) {
            return "; the scenario has no 'matrix' of levels and modes";
        }
        List<String> near =
                Stream.of(names.sessionNames(), RESERVED).flatMap(List::stream).toList();
        return Nearest.suggestion(unknown, near, "the sessions are " + String.join(", ", names.sessionNames()));
    }

    private Action action(Field.Entry head, Map<String, Field.Entry> entries) {
        Field.Entry until = entries.get("until");
        if (until != null && !head.name().equals("check")) {
            throw until.key().wrong("'until' belongs to a 'check' step; remove it");
        }
        if (entries.containsKey("prepared") && ACTIONS.contains(head.name())) {
            throw entries.get("prepared").key().wrong("only statements can be prepared; remove 'prepared'");
        }
        return switch (head.name()) {
            case "connect" -> new Action.Connect();
            case "disconnect" -> new Action.Disconnect();
            case "cut" -> new Action.Cut();
            case "check" -> new Action.Check(until == null ? "GettingVersion" : checkState(until.value()));
            default -> statements(head, entries.get("prepared"));
        };
    }

    private Action statements(Field.Entry head, Field.Entry prepared) {
        List<SqlText> all = new StatementReader(this).read(head, "the statement");
        return new Action.Run(
                all.getLast(),
                all.subList(0, all.size() - 1),
                prepared == null
                        ? names.prepares(head.name())
                        : prepared.value().flag("prepared"));
    }

    private static String checkState(Field value) {
        String text = value.text("until", "a state");
        if (!CHECK_STATES.contains(text)) {
            throw value.wrong(
                    Quoted.of(text) + " is no state of the check; give one of " + String.join(", ", CHECK_STATES));
        }
        return text;
    }
}
