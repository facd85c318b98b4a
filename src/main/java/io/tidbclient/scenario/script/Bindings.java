package io.tidbclient.scenario.script;

import io.tidbclient.config.Nearest;
import io.tidbclient.config.Quoted;
import io.tidbclient.scenario.Action;
import io.tidbclient.scenario.Block;
import io.tidbclient.scenario.Check;
import io.tidbclient.scenario.Expectation;
import io.tidbclient.scenario.Interleaving;
import io.tidbclient.scenario.ListAccess;
import io.tidbclient.scenario.Place;
import io.tidbclient.scenario.Predecessor;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.ServerCase;
import io.tidbclient.scenario.ServerCases;
import io.tidbclient.scenario.SessionPlan;
import io.tidbclient.scenario.SqlText;
import io.tidbclient.scenario.Step;
import io.tidbclient.scenario.TransactionBlock;
import io.tidbclient.scenario.Workload;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses a name that may have no value where it is used. Setup and teardown know what is declared; steps also what steps
 * that have ended before them saved; checks what all steps saved.
 */
final class Bindings {
    static final String MEMBER = "member";
    static final String TRANSACTION = "transaction";
    static final String COMMITTED = "committed";
    static final String UNKNOWN = "unknown";

    private final Scenario scenario;
    private final Names names;
    private final ServerCases servers;

    /** Those that the scenario is for. */
    private final Set<ServerCase> everywhere;

    private final Predecessors predecessors;

    /** The steps that have begun where the script is being read. */
    private final Set<Step> begun = new HashSet<>();

    /** A part of a scenario, and why what steps save is not known there. */
    private enum Part {
        SETUP("setup, which runs before all steps"),
        STEPS(""),
        CHECKS(""),
        TEARDOWN("teardown, which also runs when no step did"),
        SESSION_SETUP("a session's setup, which runs before all steps"),
        SESSION_TEARDOWN("a session's teardown, which also runs when no step did");

        private final String withoutSteps;

        Part(String withoutSteps) {
            this.withoutSteps = withoutSteps;
        }
    }

    Bindings(Scenario scenario, Names names) {
        this.scenario = scenario;
        this.names = names;
        this.servers = scenario.servers();
        this.everywhere = servers.where(scenario.onlyOn());
        this.predecessors = new Predecessors(scenario);
    }

    /** Looks at every place in which a name is used. */
    void check() {
        predecessors.check();
        Knowledge declared = new Knowledge();
        scenario.values().keySet().forEach(name -> declared.learn(name, everywhere));
        scenario.setup().forEach(sql -> statement(sql, declared, everywhere, Part.SETUP));
        scenario.teardown().forEach(sql -> statement(sql, declared, everywhere, Part.TEARDOWN));
        Knowledge atEnd = new Knowledge(declared);
        atEnd.learn(MEMBER, everywhere);
        for (SessionPlan session : scenario.sessions()) {
            session.setup().forEach(sql -> statement(sql, atEnd, everywhere, Part.SESSION_SETUP));
            session.teardown().forEach(sql -> statement(sql, atEnd, everywhere, Part.SESSION_TEARDOWN));
        }
        scenario.permutations().ifPresent(orders -> otherOrders(orders, new Knowledge(atEnd)));
        blocks(scenario.steps(), atEnd);
        atEnd.allEnded();
        atEnd.restore(MEMBER, Set.of());
        scenario.workload().ifPresent(workload -> {
            Knowledge within = new Knowledge(atEnd);
            atEnd.learn(COMMITTED, everywhere);
            atEnd.learn(UNKNOWN, everywhere);
            workload(workload, within, atEnd);
        });
        for (Check check : scenario.checks()) {
            Set<ServerCase> on = servers.where(check.onlyOn());
            on.retainAll(everywhere);
            statement(check.sql(), atEnd, on, Part.CHECKS);
            on.forEach(server -> cells(check.expected().on(server.server()), atEnd, Set.of(server), Part.CHECKS));
        }
    }

    /** Goes through steps in their order; what they save is known afterwards. */
    void blocks(List<Block> blocks, Knowledge known) {
        for (Block block : blocks) {
            switch (block) {
                case Block.One one -> {
                    requireBegun(one.step());
                    begun.add(one.step());
                    step(one.step(), known);
                }
                case Block.Repeat repeat -> {
                    // The first round knows least.
                    Set<ServerCase> before = known.where(repeat.counter());
                    count(repeat, known);
                    blocks(repeat.body(), known);
                    known.restore(repeat.counter(), before);
                }
                case Block.OneOf choice -> choose(choice, known);
                case Block.Parallel parallel -> new TrackBindings(this).check(parallel, known);
                case Block.Barrier barrier -> {}
            }
        }
    }

    private void requireBegun(Step step) {
        firstNotBegun(step).ifPresent(missing -> {
            throw missing.place()
                    .wrong("the step %s stands behind this one, so that it could never begin; move it before"
                            .formatted(Quoted.of(missing.step())));
        });
    }

    /** A step that has to have ended before this one begins, and that has not begun where the script is being read. */
    Optional<Predecessor> firstNotBegun(Step step) {
        return step.after().stream()
                .filter(predecessor -> begun.stream()
                        .noneMatch(other ->
                                other.name().filter(predecessor.step()::equals).isPresent()))
                .findFirst();
    }

    /** The connections that a step is taken on. */
    List<String> connections(Step step) {
        return names.connections(null, step.session());
    }

    /** What a step has saved that has ended. */
    private void saves(Step step, Knowledge known) {
        for (ServerCase server : servers.where(step.onlyOn())) {
            if (!Expected.mayFail(step.expectedOn(server.server()))) {
                step.saves().keySet().forEach(name -> known.learn(name, Set.of(server)));
            }
        }
    }

    void choose(Block.OneOf choice, Knowledge known) {
        known.addShared(choice.choices().stream()
                .map(blocks -> {
                    Knowledge own = new Knowledge(known);
                    blocks(blocks, own);
                    return own;
                })
                .toList());
    }

    void count(Block.Repeat repeat, Knowledge known) {
        if (!repeat.counter().isEmpty()) {
            known.learn(repeat.counter(), everywhere);
        }
    }

    void step(Step step, Knowledge known) {
        predecessors
                .of(step)
                .flatMap(other -> names.connections(null, other.session()).stream())
                .forEach(known::ended);
        List<String> connections = names.connections(null, step.session());
        connections.forEach(known::ended);
        Set<ServerCase> on = servers.where(step.onlyOn());
        on.retainAll(everywhere);
        if (step.action() instanceof Action.Run run) {
            run.statements().forEach(sql -> statement(sql, known, on, Part.STEPS));
        }
        for (ServerCase server : on) {
            Set<ServerCase> here = Set.of(server);
            List<Expectation> expected = step.expectedOn(server.server());
            cells(expected, known, here, Part.STEPS);
            boolean waits = expected.stream().anyMatch(Expectation.Blocks.class::isInstance);
            for (String name :
                    Expected.mayFail(expected) ? Set.<String>of() : step.saves().keySet()) {
                if (waits) {
                    connections.forEach(connection -> known.learnLater(connection, name, here));
                } else {
                    known.learn(name, here);
                }
            }
            expected.stream()
                    .filter(Expectation.Unblocks.class::isInstance)
                    .flatMap(unblocks -> ((Expectation.Unblocks) unblocks).sessions().stream())
                    .forEach(known::ended);
        }
    }

    /** In any order, a session knows what it saved itself; in a chosen one, what was saved before. */
    private void otherOrders(Interleaving orders, Knowledge atBegin) {
        List<Step> steps = scenario.steps().stream()
                .map(block -> ((Block.One) block).step())
                .toList();
        if (orders instanceof Interleaving.Chosen chosen) {
            chosen.orders().forEach(order -> {
                Knowledge known = new Knowledge(atBegin);
                order.steps()
                        .forEach(name -> steps.stream()
                                .filter(step -> step.name().equals(Optional.of(name)))
                                .forEach(step -> step(order.apply(step), known)));
            });
            return;
        }
        steps.stream().map(Step::session).distinct().forEach(session -> {
            Knowledge known = new Knowledge(atBegin);
            steps.stream().filter(step -> step.session().equals(session)).forEach(step -> {
                predecessors.of(step).forEach(other -> saves(other, known));
                step(step, known);
            });
        });
    }

    private void workload(Workload workload, Knowledge within, Knowledge atEnd) {
        Set<ServerCase> on = everywhere;
        within.learn(MEMBER, on);
        within.learn(TRANSACTION, on);
        workload.values().keySet().forEach(name -> within.learn(name, on));
        workload.shapes()
                .forEach(shape -> new TransactionBindings(this, on).check(shape.body(), new Knowledge(within)));
        workload.lists().ifPresent(lists -> statement(lists.last(), atEnd, on, Part.CHECKS));
    }

    /** A statement of a transaction uses only names that have a value. */
    void statement(TransactionBlock.Statement statement, Knowledge known, Set<ServerCase> on) {
        statement(statement.sql(), known, on, Part.STEPS);
        cells(statement.step().expectations(), known, on, Part.STEPS);
    }

    /** The list of an operation has a number. */
    void list(ListAccess access, Knowledge known, Set<ServerCase> on) {
        if (access.key() instanceof ListAccess.Named key) {
            require(key.name(), names.placeOf(key), known, on, Part.STEPS);
        }
    }

    private void statement(SqlText sql, Knowledge known, Set<ServerCase> on, Part part) {
        sql.names().forEach(name -> require(name, names.placeOf(sql), known, on, part));
    }

    private void cells(List<Expectation> expected, Knowledge known, Set<ServerCase> on, Part part) {
        Expected.named(expected).forEach(cell -> require(cell.name(), names.placeOf(cell), known, on, part));
    }

    private void require(String name, Place at, Knowledge known, Set<ServerCase> on, Part part) {
        Set<ServerCase> missing = known.missing(name, on);
        if (missing.isEmpty()) {
            return;
        }
        if (name.equals(MEMBER)) {
            throw at.wrong(":member has a value in a session's own steps only; write what is meant");
        }
        Optional<Place> given = names.givenAt(name);
        if (given.isEmpty()) {
            throw at.wrong(":" + name + " has no value here"
                    + Nearest.to(name, known.names())
                            .map(near -> "; did you mean :" + near + "?")
                            .orElse(
                                    part.withoutSteps.isEmpty()
                                            ? "; save it in an earlier step, or declare it under 'values'"
                                            : "; declare it under 'values'"));
        }
        if (!part.withoutSteps.isEmpty()) {
            throw at.wrong(":%s has no value in %s; declare it under 'values'".formatted(name, part.withoutSteps));
        }
        if (!known.where(name).isEmpty()) {
            throw at.wrong(":%s has no value here on %s; save it there too, or use it with 'only-on'"
                    .formatted(name, servers.names(missing)));
        }
        throw at.wrong(
                ":%s may have no value here, since what gives it one in line %d need not have ended before; save it"
                                .formatted(name, given.get().line())
                        + " in a step that has");
    }
}
