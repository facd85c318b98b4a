package io.tidbclient.scenario.script;

import io.tidbclient.config.ConfigException;
import io.tidbclient.config.Quoted;
import io.tidbclient.connection.ServerVersion.Product;
import io.tidbclient.scenario.Account;
import io.tidbclient.scenario.Action;
import io.tidbclient.scenario.Block;
import io.tidbclient.scenario.Check;
import io.tidbclient.scenario.Interleaving;
import io.tidbclient.scenario.Place;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.SessionPlan;
import io.tidbclient.scenario.SqlText;
import io.tidbclient.scenario.ValueSource;
import io.tidbclient.scenario.Workload;
import io.tidbclient.yaml.YamlDocuments;
import io.tidbclient.yaml.YamlException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns a script's text into scenarios: one for each YAML document in it. */
public final class ScriptReader {
    static final List<String> KEYS = List.of(
            "scenario",
            "description",
            "only-on",
            "step-limit",
            "users",
            "setup",
            "sessions",
            "values",
            "steps",
            "permutations",
            "workload",
            "checks",
            "teardown");
    private static final Duration STEP_LIMIT = Duration.ofSeconds(10);

    private final String file;
    private final Passwords passwords;

    /**
     * @param file how messages call the script
     * @param passwords where a script's users get theirs
     */
    public ScriptReader(String file, Passwords passwords) {
        this.file = file;
        this.passwords = passwords;
    }

    /**
     * The scenarios, at least one.
     *
     * @throws ConfigException for the first mistake: file, line, column, what is wrong and what would be right
     */
    public List<Scenario> read(String text) {
        List<Scenario> scenarios = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Field document : documents(text)) {
            if (document.isNothing()) {
                continue;
            }
            Scenario scenario = new OneScript(document).read();
            if (!names.add(scenario.name())) {
                throw scenario.place()
                        .wrong("a scenario above is called " + Quoted.of(scenario.name())
                                + " too; give each a name of its own");
            }
            scenarios.add(scenario);
        }
        if (scenarios.isEmpty()) {
            throw new ConfigException(file
                    + ": there is no scenario in this file; 'tidb-client run --new NAME' writes one to begin with.");
        }
        return scenarios;
    }

    private List<Field> documents(String text) {
        try {
            return YamlDocuments.all(text).stream()
                    .map(root -> new Field(file, root))
                    .toList();
        } catch (YamlException e) {
            throw new ConfigException(
                    new Place(file, e.mark().line(), e.mark().column()) + ": " + e.getMessage() + ".", e);
        }
    }

    /** Reads one document. */
    private final class OneScript {
        private final Field root;
        private final Names names = new Names();
        private final StepReader steps = new StepReader(names);

        OneScript(Field root) {
            this.root = root;
        }

        Scenario read() {
            Map<String, Field.Entry> entries =
                    root.entries("the scenario", "a map that begins with 'scenario: NAME'", KEYS);
            stepsBeforeTeardown(entries);
            if (!entries.containsKey("scenario")) {
                throw root.wrong("the scenario has no name; begin it with 'scenario: NAME'");
            }
            String name = entries.get("scenario").value().text("scenario", "its name");
            if (!entries.containsKey("sessions")) {
                throw root.wrong("there are no 'sessions'; name at least one");
            }
            List<Account> accounts = accounts(entries.get("users"));
            SessionReader sessionReader = new SessionReader(names, accounts, passwords);
            List<SessionPlan> sessions =
                    sessionReader.sessions(entries.get("sessions").value());
            names.reserve(Bindings.MEMBER, "the number of a group's member");
            if (entries.containsKey("workload")) {
                names.reserve(Bindings.TRANSACTION, "the number of a workload's transaction");
                names.reserve(Bindings.COMMITTED, "how many transactions the workload committed");
                names.reserve(Bindings.UNKNOWN, "of how many transactions the end is not known");
            }
            Map<String, ValueSource> values = entries.containsKey("values")
                    ? ValueReader.values(entries.get("values").value(), names)
                    : Map.of();
            List<SqlText> setup = statements(entries.get("setup"), "setup");
            List<Block> blocks = entries.containsKey("steps")
                    ? new BlockReader(names, steps).blocks(entries.get("steps").value(), "steps")
                    : List.of();
            refuseLooseBarriers(blocks);
            Optional<Workload> workload = Optional.ofNullable(entries.get("workload"))
                    .map(entry -> new WorkloadReader(names, steps).read(entry.value()));
            if (blocks.isEmpty() && workload.isEmpty()) {
                throw root.wrong("there are neither 'steps' nor a 'workload', so nothing would be proved; give steps");
            }
            Set<Product> onlyOn = StepReader.products(entries.get("only-on"));
            Optional<Interleaving> permutations = Optional.ofNullable(entries.get("permutations"))
                    .map(entry -> PermutationReader.read(entry.value(), blocks, names, onlyOn));
            List<Check> checks = checks(entries.get("checks"));
            if (permutations.isPresent()
                    && checks.isEmpty()
                    && workload.flatMap(Workload::append).isEmpty()) {
                throw entries.get("permutations")
                        .key()
                        .wrong("orders other than the script's are verified by 'checks' only, and there are none;"
                                + " add them");
            }
            List<SqlText> teardown = statements(entries.get("teardown"), "teardown");
            Scenario scenario = new Scenario(
                    root.place(),
                    name,
                    Optional.ofNullable(entries.get("description"))
                            .map(entry -> entry.value().text("description", "some words"))
                            .orElse(""),
                    onlyOn,
                    Optional.ofNullable(entries.get("step-limit"))
                            .map(entry -> entry.value().duration("step-limit"))
                            .orElse(STEP_LIMIT),
                    accounts,
                    setup,
                    sessions,
                    values,
                    blocks,
                    permutations,
                    workload,
                    checks,
                    teardown);
            Lifelines.check(scenario);
            new Bindings(scenario, names).check();
            return scenario;
        }

        private void stepsBeforeTeardown(Map<String, Field.Entry> entries) {
            Field.Entry teardown = entries.get("teardown");
            for (String key : List.of("steps", "workload", "checks")) {
                Field.Entry entry = entries.get(key);
                if (teardown != null
                        && entry != null
                        && entry.key().place().line() > teardown.key().place().line()) {
                    throw entry.key()
                            .wrong("'" + key + "' stands after 'teardown', which always runs last; move it before");
                }
            }
        }

        private void refuseLooseBarriers(List<Block> blocks) {
            for (Block block : blocks) {
                switch (block) {
                    case Block.Barrier barrier ->
                        throw barrier.place()
                                .wrong(
                                        "a barrier belongs into a 'parallel' block; steps outside wait for each other anyway");
                    case Block.Repeat repeat -> refuseLooseBarriers(repeat.body());
                    case Block.OneOf choice -> choice.choices().forEach(this::refuseLooseBarriers);
                    case Block.One one -> {}
                    case Block.Parallel parallel -> {}
                }
            }
        }

        private List<SqlText> statements(Field.Entry entry, String what) {
            if (entry == null) {
                return List.of();
            }
            return entry.value().oneOrMore(what, "a list of statements").stream()
                    .map(steps::sql)
                    .toList();
        }

        private List<Account> accounts(Field.Entry entry) {
            List<Account> accounts = new ArrayList<>();
            if (entry == null) {
                return accounts;
            }
            for (Field.Entry account :
                    entry.value().entries("users", "a map from names to rights").values()) {
                if (!account.name().matches("[A-Za-z][A-Za-z0-9_]{0,9}")) {
                    throw account.key()
                            .wrong(Quoted.of(account.name())
                                    + " is no name for a user; use at most 10 letters, digits and underscores");
                }
                Map<String, Field.Entry> rights = account.value().isNothing()
                        ? Map.of()
                        : account.value().entries("a user", "a map", List.of("privileges", "with"));
                accounts.add(new Account(
                        account.key().place(),
                        account.name(),
                        rights.containsKey("privileges")
                                ? rights
                                        .get("privileges")
                                        .value()
                                        .oneOrMore("privileges", "a list: [SELECT, INSERT]")
                                        .stream()
                                        .map(OneScript::privilege)
                                        .toList()
                                : List.of(),
                        rights.containsKey("with")
                                ? rights.get("with").value().text("with", "a clause of CREATE USER")
                                : ""));
            }
            return accounts;
        }

        private static String privilege(Field item) {
            String text = item.text("a privilege", "SELECT for example");
            if (!text.matches("[A-Za-z ]{3,40}")) {
                throw item.wrong(Quoted.of(text) + " is no privilege; give SELECT for example");
            }
            return text;
        }

        private List<Check> checks(Field.Entry entry) {
            List<Check> checks = new ArrayList<>();
            if (entry == null) {
                return checks;
            }
            for (Field item : entry.value().oneOrMore("checks", "a list of checks, each with 'sql' and 'rows'")) {
                Map<String, Field.Entry> parts = new LinkedHashMap<>(item.entries(
                        "a check",
                        "a map with 'sql' and 'rows'",
                        List.of("name", "sql", "rows", "rows-in-any-order", "row-count", "columns", "result")));
                if (!parts.containsKey("sql") || parts.size() == (parts.containsKey("name") ? 2 : 1)) {
                    throw item.wrong("a check needs 'sql' and what it must answer; give 'rows' for example");
                }
                SqlText sql = steps.sql(parts.get("sql").value());
                checks.add(new Check(
                        item.place(),
                        parts.containsKey("name") ? parts.get("name").value().text("name", "what it proves") : "",
                        sql,
                        steps.expectations(parts, new Action.Run(sql))));
            }
            return checks;
        }
    }
}
