package io.tidbclient.scenario.script;

import io.tidbclient.scenario.Account;
import io.tidbclient.scenario.Block;
import io.tidbclient.scenario.Check;
import io.tidbclient.scenario.Interleaving;
import io.tidbclient.scenario.ListAccess;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.ServerCase;
import io.tidbclient.scenario.ServerCases;
import io.tidbclient.scenario.ServerCondition;
import io.tidbclient.scenario.SessionPlan;
import io.tidbclient.scenario.SqlText;
import io.tidbclient.scenario.Step;
import io.tidbclient.scenario.ValueSource;
import io.tidbclient.scenario.Workload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one document of a script: a scenario. */
final class ScenarioReader {
    static final List<String> KEYS = List.of(
            "scenario",
            "description",
            "anomaly",
            "outcome",
            "known-bug",
            MatrixReader.KEY,
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

    private final Variant variant;
    private final Field root;
    private final Passwords passwords;
    private final ScriptMistakes.Counted mistakes;
    private final Names names = new Names();
    private final StepReader steps = new StepReader(names);
    private final StatementReader statements = new StatementReader(steps);

    /**
     * @param variant what sessions ask for, and for which servers the scenario is
     * @param root without a matrix
     */
    ScenarioReader(Variant variant, Field root, Passwords passwords, ScriptMistakes mistakes) {
        this.variant = variant;
        this.root = root;
        this.passwords = passwords;
        this.mistakes = new ScriptMistakes.Counted(mistakes);
    }

    /** Empty after mistakes that were reported instead of thrown, and for a variant that none of the scenario's servers has. */
    Optional<Scenario> read() {
        Map<String, Field.Entry> entries = root.entries("the scenario", "a map that begins with 'scenario: NAME'");
        entries.values().forEach(this::requireKnown);
        if (mistakes.any()) {
            return Optional.empty();
        }
        stepsBeforeTeardown(entries);
        if (!entries.containsKey("scenario")) {
            throw root.wrong("the scenario has no name; begin it with 'scenario: NAME'");
        }
        String name = entries.get("scenario").value().text("scenario", "its name");
        if (!entries.containsKey("sessions")) {
            throw root.wrong("there are no 'sessions'; name at least one");
        }
        List<Account> accounts = AccountReader.accounts(entries.get("users"));
        SessionReader sessionReader = new SessionReader(names, accounts, passwords, statements, variant);
        List<SessionPlan> sessions =
                sessionReader.sessions(entries.get("sessions").value());
        names.reserve(Bindings.MEMBER, "the number of a group's member");
        if (entries.containsKey("workload")) {
            names.reserve(Bindings.TRANSACTION, "the number of a workload's transaction");
            names.reserve(ListAccess.ELEMENT, "the number that a statement with 'appends' appends");
            names.reserve(Bindings.COMMITTED, "how many transactions the workload committed");
            names.reserve(Bindings.UNKNOWN, "of how many transactions the end is not known");
        }
        Map<String, ValueSource> values = entries.containsKey("values")
                ? ValueReader.values(entries.get("values").value(), names)
                : Map.of();
        List<SqlText> setup = statements.read(entries.get("setup"), "setup");
        List<Block> blocks = entries.containsKey("steps")
                ? new BlockReader(names, steps, mistakes)
                        .blocks(entries.get("steps").value(), "steps")
                : List.of();
        BlockReader.refuseLooseBarriers(blocks);
        Optional<Workload> workload = Optional.ofNullable(entries.get("workload"))
                .map(entry -> new WorkloadReader(names, steps).read(entry.value()));
        if (blocks.isEmpty() && workload.isEmpty() && !mistakes.any()) {
            throw root.wrong("there are neither 'steps' nor a 'workload', so nothing would be proved; give steps");
        }
        ServerCondition onlyOn = ConditionReader.read(entries.get("only-on"));
        Optional<Interleaving> permutations = Optional.ofNullable(entries.get("permutations"))
                .filter(entry -> !mistakes.any())
                .map(entry -> new PermutationReader(names, steps).read(entry.value(), blocks, servers(onlyOn, blocks)));
        List<Check> checks = new CheckReader(steps, mistakes).checks(entries.get("checks"));
        if (permutations.filter(orders -> !orders.hasExpectations()).isPresent()
                && entries.get("checks") == null
                && workload.flatMap(Workload::lists).isEmpty()) {
            throw entries.get("permutations")
                    .key()
                    .wrong("orders other than the script's are verified by 'checks' only, and there are none;"
                            + " add them");
        }
        List<SqlText> teardown = statements.read(entries.get("teardown"), "teardown");
        if (mistakes.any()) {
            return Optional.empty();
        }
        Scenario scenario = new Scenario(
                root.place(),
                title(name),
                PurposeReader.purpose(entries),
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
        // What the script has for other variants may be for servers that this one is not for.
        new ServerCoverage(scenario).checkConditions();
        scenario = scenario.where(variant.servers());
        ServerCoverage coverage = new ServerCoverage(scenario);
        if (coverage.isForNone()) {
            return Optional.empty();
        }
        coverage.checkExpectations();
        Lifelines.check(scenario);
        new Bindings(scenario, names).check();
        return Optional.of(scenario);
    }

    private String title(String name) {
        return variant.equals(Variant.ONLY) ? name : name + ", " + variant.label();
    }

    /** Those that the scenario is for, as its steps distinguish them. */
    private static Set<ServerCase> servers(ServerCondition onlyOn, List<Block> blocks) {
        List<ServerCondition> conditions = new ArrayList<>(List.of(onlyOn));
        blocks.stream().flatMap(Block::steps).map(Step::onlyOn).forEach(conditions::add);
        return new ServerCases(conditions).where(onlyOn);
    }

    /** Scripts of other tools begin with a name. */
    private void requireKnown(Field.Entry entry) {
        if (entry.name().equals("name")) {
            mistakes.report(entry.key().wrong("unknown key 'name'; did you mean 'scenario'?"));
        } else {
            entry.requireKnown("the scenario", KEYS, mistakes);
        }
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
}
