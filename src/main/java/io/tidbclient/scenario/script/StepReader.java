package io.tidbclient.scenario.script;

import io.tidbclient.config.Nearest;
import io.tidbclient.config.Quoted;
import io.tidbclient.connection.ServerVersion.Product;
import io.tidbclient.scenario.Action;
import io.tidbclient.scenario.Expectation;
import io.tidbclient.scenario.ListAccess;
import io.tidbclient.scenario.SqlText;
import io.tidbclient.scenario.Step;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads steps: whose each is, what it does, and what is expected of it. */
final class StepReader {
    static final List<String> ACTIONS = List.of("connect", "disconnect", "cut", "check");
    private static final List<String> OWN =
            List.of("name", "save", "limit", "only-on", "until", "on-tidb", "on-mysql", "on-mariadb");
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
                    List.of(),
                    Map.of(),
                    Set.of(),
                    Map.of(),
                    Optional.empty());
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
                expected,
                Map.of(),
                Set.of(),
                saves.read(entries.get("save"), action, expected, List.of(expected)),
                limit(entries));
    }

    SqlText sql(Field value) {
        try {
            return names.placed(SqlText.parse(value.text("the statement", "SQL")), value);
        } catch (IllegalArgumentException e) {
            throw value.wrong(e.getMessage());
        }
    }

    List<Expectation> expectations(Map<String, Field.Entry> entries, Action action) {
        return expectations.read(entries, action, "");
    }

    /** A step of the session that it names. */
    Step step(Field item, Map<String, Field.Entry> entries) {
        Field.Entry head = head(item, entries);
        boolean isAction = ACTIONS.contains(head.name());
        String session = isAction ? head.value().text(head.name(), "a session") : head.name();
        names.connections(isAction ? head.value() : head.key(), session);
        Action action = action(head, entries);
        List<Expectation> expected = expectations.read(entries, action, session);
        Map<Product, List<Expectation>> elsewhere = new EnumMap<>(Product.class);
        for (Product product : Product.values()) {
            Field.Entry other = entries.get("on-" + product.name().toLowerCase(Locale.ROOT));
            if (other != null) {
                elsewhere.put(
                        product,
                        expectations.read(
                                other.value().entries(other.name(), "a map of expectations", ExpectationReader.KEYS),
                                action,
                                session));
            }
        }
        List<List<Expectation>> onAny = new ArrayList<>(elsewhere.values());
        onAny.add(expected);
        Map<String, String> saved = saves.read(entries.get("save"), action, expected, onAny);
        Optional<String> name = Optional.ofNullable(entries.get("name"))
                .map(entry -> entry.value().text("name", "a name"));
        return new Step(
                item.place(),
                name,
                session,
                action,
                expected,
                elsewhere,
                products(entries.get("only-on")),
                saved,
                limit(entries));
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
            if (!heads.contains(entry) && !known.contains(entry.name())) {
                List<String> near = Stream.of(names.sessionNames(), RESERVED)
                        .flatMap(List::stream)
                        .toList();
                throw entry.key()
                        .wrong(Quoted.of(entry.name()) + " is neither a session nor a key of a step"
                                + (entry.name().startsWith("expect")
                                        ? "; what is expected stands beside the session: "
                                                + String.join(", ", ExpectationReader.KEYS)
                                        : Nearest.suggestion(
                                                entry.name(),
                                                near,
                                                "the sessions are " + String.join(", ", names.sessionNames()))));
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

    private Action action(Field.Entry head, Map<String, Field.Entry> entries) {
        Field.Entry until = entries.get("until");
        if (until != null && !head.name().equals("check")) {
            throw until.key().wrong("'until' belongs to a 'check' step; remove it");
        }
        return switch (head.name()) {
            case "connect" -> new Action.Connect();
            case "disconnect" -> new Action.Disconnect();
            case "cut" -> new Action.Cut();
            case "check" -> new Action.Check(until == null ? "GettingVersion" : checkState(until.value()));
            default -> new Action.Run(sql(head.value()));
        };
    }

    private static String checkState(Field value) {
        String text = value.text("until", "a state");
        if (!CHECK_STATES.contains(text)) {
            throw value.wrong(
                    Quoted.of(text) + " is no state of the check; give one of " + String.join(", ", CHECK_STATES));
        }
        return text;
    }

    static Set<Product> products(Field.Entry entry) {
        if (entry == null) {
            return EnumSet.allOf(Product.class);
        }
        Set<Product> products = EnumSet.noneOf(Product.class);
        for (Field item : entry.value().oneOrMore("only-on", "tidb, mysql or mariadb")) {
            String text = item.text("only-on", "tidb, mysql or mariadb");
            products.add(Stream.of(Product.values())
                    .filter(product -> product.name().toLowerCase(Locale.ROOT).equals(text))
                    .findFirst()
                    .orElseThrow(() -> item.wrong(Quoted.of(text) + " is no server; give tidb, mysql or mariadb")));
        }
        return products;
    }
}
