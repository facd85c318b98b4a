package io.tidbclient.scenario;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A scenario as its script has it: several sessions, each with a connection and a state machine of its own, that take
 * steps in a prescribed order.
 *
 * @param place where the script begins
 * @param name what it is called in results
 * @param purpose what it is for
 * @param onlyOn the servers it makes sense on
 * @param stepLimit how long a step may take that names no limit of its own; positive
 * @param accounts users to make
 * @param setup statements to run before the sessions begin
 * @param sessions at least one
 * @param values named values, drawn once for a run
 * @param steps in order; empty only when there is a workload
 * @param permutations in which other orders to run them
 * @param workload what runs after the steps
 * @param checks what must hold at the end
 * @param teardown statements to run at the end, whatever happened
 */
public record Scenario(
        Place place,
        String name,
        Purpose purpose,
        ServerCondition onlyOn,
        Duration stepLimit,
        List<Account> accounts,
        List<SqlText> setup,
        List<SessionPlan> sessions,
        Map<String, ValueSource> values,
        List<Block> steps,
        Optional<Interleaving> permutations,
        Optional<Workload> workload,
        List<Check> checks,
        List<SqlText> teardown) {
    /** How many steps may be taken in one run, with loops unrolled and groups as their members. */
    public static final int MOST_STEPS = 50_000;

    public Scenario {
        accounts = List.copyOf(accounts);
        setup = List.copyOf(setup);
        sessions = List.copyOf(sessions);
        values = Map.copyOf(values);
        steps = List.copyOf(steps);
        checks = List.copyOf(checks);
        teardown = List.copyOf(teardown);
        if (sessions.isEmpty() || (steps.isEmpty() && workload.isEmpty())) {
            throw new IllegalArgumentException("a scenario needs a session and a step");
        }
    }

    /** The same for those of its servers for which a condition holds too. */
    public Scenario where(ServerCondition condition) {
        return new Scenario(
                place,
                name,
                purpose,
                onlyOn.and(condition),
                stepLimit,
                accounts,
                setup,
                sessions,
                values,
                steps,
                permutations,
                workload,
                checks,
                teardown);
    }

    /** What it shows; may be empty. */
    public String description() {
        return purpose.description();
    }

    /** The session, or group, of a connection. */
    public SessionPlan plan(String connection) {
        return sessions.stream()
                .filter(plan -> plan.members().contains(connection))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Refuses servers that the command does not name.
     *
     * @param count how many it names
     * @throws io.tidbclient.config.ConfigException for the first session on another one
     */
    public void requireServers(int count) {
        sessions.stream().filter(plan -> plan.server() > count).findFirst().ifPresent(plan -> {
            throw plan.place()
                    .wrong("session %s is on server %d, and there %s; name %d servers of one cluster: -H HOST1,HOST2"
                            .formatted(
                                    plan.name(), plan.server(), count == 1 ? "is 1" : "are " + count, plan.server()));
        });
    }

    /** The names of all connections, groups by their members. */
    public List<String> connections() {
        return sessions.stream().flatMap(plan -> plan.members().stream()).toList();
    }

    /** The servers that its conditions, and those of its steps and checks, distinguish. */
    public ServerCases servers() {
        Stream<ServerCondition> ofSteps = steps.stream()
                .flatMap(Block::steps)
                .flatMap(step ->
                        Stream.concat(Stream.of(step.onlyOn()), step.expected().conditions()));
        Stream<ServerCondition> ofChecks = checks.stream()
                .flatMap(check -> Stream.concat(
                        Stream.of(check.onlyOn()), check.expected().conditions()));
        Stream<ServerCondition> ofOrders = permutations.stream()
                .filter(Interleaving.Chosen.class::isInstance)
                .flatMap(chosen -> ((Interleaving.Chosen) chosen).orders().stream())
                .flatMap(order -> order.expected().stream())
                .flatMap(expected -> expected.values().stream())
                .flatMap(ExpectationsByServer::conditions);
        return new ServerCases(Stream.of(Stream.of(onlyOn), ofSteps, ofChecks, ofOrders)
                .flatMap(all -> all)
                .toList());
    }

    /** Whether another seed can make another running of it. */
    public boolean dependsOnChance() {
        return workload.isPresent()
                || permutations.filter(Interleaving.Sample.class::isInstance).isPresent()
                || values.values().stream().anyMatch(source -> !(source instanceof ValueSource.Fixed))
                || steps.stream().anyMatch(Block::hasChoice);
    }

    /** For each connection, which member of its group it is, from 1; a session that is no group is its own first. */
    public Map<String, Integer> memberNumbers() {
        Map<String, Integer> numbers = new HashMap<>();
        for (SessionPlan plan : sessions) {
            int number = 0;
            for (String member : plan.members()) {
                numbers.put(member, ++number);
            }
        }
        return numbers;
    }

    /** The connections that a session's, a group's or a member's name stands for. */
    public List<String> connections(String name) {
        return sessions.stream()
                .filter(plan -> plan.name().equals(name))
                .findFirst()
                .map(SessionPlan::members)
                .orElse(List.of(name));
    }
}
