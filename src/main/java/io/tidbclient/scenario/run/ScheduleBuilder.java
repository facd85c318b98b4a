package io.tidbclient.scenario.run;

import io.tidbclient.connection.ServerVersion;
import io.tidbclient.scenario.Block;
import io.tidbclient.scenario.Scalar;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.SessionPlan;
import io.tidbclient.scenario.Step;
import io.tidbclient.scenario.run.Schedule.Part;
import io.tidbclient.scenario.run.Schedule.Phase;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Builds a schedule for one server: unrolls loops, expands groups, resolves choices. */
final class ScheduleBuilder {
    private final Map<String, List<String>> members = new HashMap<>();
    private final Map<String, Integer> numbers;
    private final ServerVersion server;
    private final Duration stepLimit;
    private final RandomGenerator random;
    private final List<Phase> phases = new ArrayList<>();
    private int invocations;

    ScheduleBuilder(Scenario scenario, ServerVersion server, RandomGenerator random) {
        this.numbers = scenario.memberNumbers();
        this.server = server;
        this.stepLimit = scenario.stepLimit();
        this.random = random;
        for (SessionPlan plan : scenario.sessions()) {
            members.put(plan.name(), plan.members());
            plan.members().forEach(member -> members.put(member, List.of(member)));
        }
    }

    /** What has been laid out so far. */
    List<Phase> phases() {
        return List.copyOf(phases);
    }

    /**
     * Lays out what comes next.
     *
     * @param values what the rounds of loops around it are
     * @throws io.tidbclient.config.ConfigException when there are more than {@link Scenario#MOST_STEPS} steps to take
     */
    void write(Block block, Map<String, Scalar> values) {
        switch (block) {
            case Block.One one -> {
                List<List<Part>> tracks = scheduledSteps(one.step(), values).stream()
                        .map(scheduled -> List.<Part>of(scheduled))
                        .toList();
                if (!tracks.isEmpty()) {
                    phases.add(new Phase(tracks));
                }
            }
            case Block.Parallel parallel -> {
                List<List<Part>> tracks = new ArrayList<>();
                parallel.tracks().forEach(track -> tracks.addAll(tracks(track, values)));
                phases.add(new Phase(tracks));
            }
            case Block.Repeat repeat ->
                rounds(repeat, values).forEach(known -> repeat.body().forEach(inner -> write(inner, known)));
            case Block.OneOf choice -> choose(choice).forEach(inner -> write(inner, values));
            case Block.Barrier barrier -> throw new IllegalStateException("a barrier outside of a parallel block");
        }
    }

    /** One track as written; a group's becomes one for each member. */
    private List<List<Part>> tracks(List<Block> blocks, Map<String, Scalar> values) {
        List<List<Part>> tracks = new ArrayList<>();
        int widest = blocks.stream().mapToInt(this::widest).max().orElse(1);
        for (int member = 0; member < widest; member++) {
            List<Part> parts = new ArrayList<>();
            for (Block block : blocks) {
                parts.addAll(parts(block, member, values));
            }
            tracks.add(parts);
        }
        return tracks;
    }

    private int widest(Block block) {
        return switch (block) {
            case Block.One one -> members.get(one.step().session()).size();
            case Block.Repeat repeat ->
                repeat.body().stream().mapToInt(this::widest).max().orElse(1);
            case Block.OneOf choice ->
                choice.choices().stream()
                        .flatMap(List::stream)
                        .mapToInt(this::widest)
                        .max()
                        .orElse(1);
            case Block.Barrier barrier -> 1;
            case Block.Parallel parallel -> 1;
        };
    }

    private List<Part> parts(Block block, int member, Map<String, Scalar> values) {
        return switch (block) {
            case Block.Barrier barrier -> List.of(new Part.Await(barrier.name()));
            case Block.One one -> {
                List<Part.ScheduledStep> scheduledSteps = scheduledSteps(one.step(), values, member);
                yield List.copyOf(scheduledSteps);
            }
            case Block.Repeat repeat ->
                rounds(repeat, values).stream()
                        .flatMap(known -> repeat.body().stream().flatMap(inner -> parts(inner, member, known).stream()))
                        .toList();
            case Block.OneOf choice ->
                choose(choice).stream()
                        .flatMap(inner -> parts(inner, member, values).stream())
                        .toList();
            case Block.Parallel inner -> throw inner.place().wrong("nested 'parallel' blocks are not supported");
        };
    }

    private List<Part.ScheduledStep> scheduledSteps(Step step, Map<String, Scalar> values) {
        List<Part.ScheduledStep> scheduledSteps = new ArrayList<>();
        for (int member = 0; member < members.get(step.session()).size(); member++) {
            scheduledSteps.addAll(scheduledSteps(step, values, member));
        }
        return scheduledSteps;
    }

    private List<Part.ScheduledStep> scheduledSteps(Step step, Map<String, Scalar> values, int member) {
        List<String> all = members.get(step.session());
        if (!step.onlyOn().holds(server) || member >= all.size()) {
            return List.of();
        }
        if (++invocations > Scenario.MOST_STEPS) {
            throw step.place().wrong("this makes more than " + Scenario.MOST_STEPS + " steps; repeat fewer times");
        }
        Map<String, Scalar> own = new HashMap<>(values);
        own.put("member", Scalar.Numeric.of(numbers.get(all.get(member))));
        return List.of(new Part.ScheduledStep(new StepInvocation(
                invocations, step.of(all.get(member)), step.limit().orElse(stepLimit), own)));
    }

    private List<Map<String, Scalar>> rounds(Block.Repeat repeat, Map<String, Scalar> values) {
        List<Map<String, Scalar>> all = new ArrayList<>();
        for (int round = 1; round <= repeat.times(); round++) {
            Map<String, Scalar> known = new HashMap<>(values);
            if (!repeat.counter().isEmpty()) {
                known.put(repeat.counter(), Scalar.Numeric.of(round));
            }
            all.add(known);
        }
        return all;
    }

    private List<Block> choose(Block.OneOf choice) {
        return choice.choices().get(random.nextInt(choice.choices().size()));
    }
}
