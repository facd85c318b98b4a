package io.tidbclient.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * States, the edges between them and each state's time limit, as data. Every step may also end in FAILED or CANCELLED;
 * that need not be said.
 */
public final class Workflow {
    private final String name;
    private final Map<State.Step, Stage> stages;
    private final Optional<State.Step> barrier;

    /**
     * A state's place in the workflow.
     *
     * @param next where it leads if its handler names nothing else
     * @param allowed everywhere it may lead, {@code next} included
     * @param limit how long it may take
     * @param optional whether a machine that is cancelled here continues with {@code next}
     */
    record Stage(State next, Set<State> allowed, Duration limit, boolean optional) {
        /** The same with another successor in place of {@code next}. */
        Stage leadingTo(State successor) {
            Set<State> others = new HashSet<>(allowed);
            others.remove(next);
            others.add(successor);
            return new Stage(successor, Set.copyOf(others), limit, optional);
        }
    }

    private Workflow(String name, Map<State.Step, Stage> stages, Optional<State.Step> barrier) {
        this.name = name;
        this.stages = Collections.unmodifiableMap(stages);
        this.barrier = barrier;
    }

    /** Begins a workflow; its steps follow in order. */
    public static Builder named(String name) {
        return new Builder(name);
    }

    /** The name, for messages. */
    public String name() {
        return name;
    }

    /** The steps in the order of declaration; the first is where a machine begins. */
    public List<State.Step> steps() {
        return List.copyOf(stages.keySet());
    }

    /** Whether a machine may go from {@code from} to {@code to}. */
    public boolean allows(State from, State to) {
        return switch (from) {
            case State.TerminalState terminalState -> false;
            case State.Step step ->
                stages.containsKey(step)
                        && (to == State.TerminalState.FAILED
                                || to == State.TerminalState.CANCELLED
                                || stages.get(step).allowed().contains(to));
        };
    }

    /** The same workflow, whose machines wait for each other when they have come to {@code step}. */
    public Workflow withBarrierAt(State.Step step) {
        if (!stages.containsKey(step)) {
            throw new IllegalArgumentException(name + " has no state " + step.label());
        }
        return new Workflow(name, stages, Optional.of(step));
    }

    /**
     * The same workflow with one more step: {@code earlier} leads to {@code added}, and {@code added} to where {@code earlier}
     * led before. Other edges and the barrier stay.
     *
     * @param earlier a step of this workflow
     * @param added a step with a label that no state of this workflow has
     * @param limit the time limit of the added step; positive
     * @throws IllegalArgumentException when one of the three is not so
     */
    public Workflow withStepAfter(State.Step earlier, State.Step added, Duration limit) {
        if (!stages.containsKey(earlier)) {
            throw new IllegalArgumentException(name + " has no state " + earlier.label());
        }
        if (stages.containsKey(added)) {
            throw new IllegalArgumentException(name + " already has a state " + added.label());
        }
        if (!limit.isPositive()) {
            throw new IllegalArgumentException(added.label() + " has no time limit");
        }
        Map<State.Step, Stage> more = new LinkedHashMap<>();
        stages.forEach((step, stage) -> {
            if (step.equals(earlier)) {
                more.put(step, stage.leadingTo(added));
                more.put(added, new Stage(stage.next(), Set.of(stage.next()), limit, false));
            } else {
                more.put(step, stage);
            }
        });
        return new Workflow(name, more, barrier);
    }

    /** Whether its machines wait for each other somewhere. */
    public boolean hasBarrier() {
        return barrier.isPresent();
    }

    boolean hasBarrierAt(State.Step step) {
        return barrier.filter(step::equals).isPresent();
    }

    Stage stage(State.Step step) {
        return stages.get(step);
    }

    /** Collects the steps of a workflow and checks them. */
    public static final class Builder {
        private record DeclaredStep(
                State.Step step, Duration limit, boolean passesOn, List<State> named, boolean optional) {}

        private final String name;
        private final List<DeclaredStep> steps = new ArrayList<>();

        private Builder(String name) {
            this.name = name;
        }

        /**
         * Adds a step that leads to the one added next, the last one to COMPLETED.
         *
         * @param limit how long it may take; positive
         * @param also where else it may lead
         */
        public Builder step(State.Step step, Duration limit, State... also) {
            steps.add(new DeclaredStep(step, limit, true, List.of(also), false));
            return this;
        }

        /**
         * As {@link #step}, for optional work: a machine that is cancelled in this step continues with the next state, and
         * completes when this is the last step. A machine that fails in it ends as failed.
         */
        public Builder optionalStep(State.Step step, Duration limit) {
            steps.add(new DeclaredStep(step, limit, true, List.of(), true));
            return this;
        }

        /**
         * Adds a step that leads nowhere but to the states named, the first of them unless its handler says otherwise.
         *
         * @param limit how long it may take; positive
         */
        public Builder fork(State.Step step, Duration limit, State first, State... others) {
            List<State> named = new ArrayList<>(List.of(first));
            named.addAll(List.of(others));
            steps.add(new DeclaredStep(step, limit, false, named, false));
            return this;
        }

        /**
         * The workflow, checked.
         *
         * @throws IllegalStateException when it has no step, one twice, a limit that is not positive, an edge to a
         *     state that is not declared, or a state that cannot be reached; the message names all of them
         */
        public Workflow build() {
            Map<State.Step, Stage> stages = new LinkedHashMap<>();
            List<String> mistakes = new ArrayList<>();
            for (int i = 0; i < steps.size(); i++) {
                DeclaredStep declared = steps.get(i);
                State following = i + 1 < steps.size() ? steps.get(i + 1).step() : State.TerminalState.COMPLETED;
                State successor =
                        declared.passesOn() ? following : declared.named().getFirst();
                Set<State> allowed = new HashSet<>(declared.named());
                allowed.add(successor);
                if (!declared.limit().isPositive()) {
                    mistakes.add(declared.step().label() + " has no time limit");
                }
                if (stages.put(
                                declared.step(),
                                new Stage(successor, Set.copyOf(allowed), declared.limit(), declared.optional()))
                        != null) {
                    mistakes.add(declared.step().label() + " is declared twice");
                }
            }
            if (stages.isEmpty()) {
                mistakes.add("there is no state");
            } else {
                mistakes.addAll(undeclared(stages));
                mistakes.addAll(unreachable(stages));
            }
            if (!mistakes.isEmpty()) {
                throw new IllegalStateException("workflow " + name + ": " + String.join("; ", mistakes));
            }
            return new Workflow(name, stages, Optional.empty());
        }

        private static List<String> undeclared(Map<State.Step, Stage> stages) {
            List<String> mistakes = new ArrayList<>();
            stages.forEach((step, stage) -> stage.allowed().stream()
                    .filter(to -> to instanceof State.Step && !stages.containsKey(to))
                    .map(to -> step.label() + " leads to " + to.label() + ", which is not declared")
                    .sorted()
                    .forEach(mistakes::add));
            return mistakes;
        }

        private static List<String> unreachable(Map<State.Step, Stage> stages) {
            Set<State> reached = new HashSet<>();
            Deque<State> toVisit =
                    new ArrayDeque<>(List.of(stages.keySet().iterator().next()));
            while (!toVisit.isEmpty()) {
                State state = toVisit.pop();
                if (reached.add(state) && stages.containsKey(state)) {
                    toVisit.addAll(stages.get(state).allowed());
                }
            }
            return stages.keySet().stream()
                    .filter(step -> !reached.contains(step))
                    .map(step -> step.label() + " cannot be reached")
                    .toList();
        }
    }
}
