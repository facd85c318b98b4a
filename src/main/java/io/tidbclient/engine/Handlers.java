package io.tidbclient.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The handlers of a workflow, one for each of its steps. */
public final class Handlers {
    private final Map<State.Step, StateHandler> byState;

    private Handlers(Map<State.Step, StateHandler> byState) {
        this.byState = Map.copyOf(byState);
    }

    /**
     * Those of {@code available} that {@code workflow} needs.
     *
     * @throws IllegalStateException when a step has no handler, or two; the message names all of them
     */
    public static Handlers covering(Workflow workflow, Collection<? extends StateHandler> available) {
        Map<State.Step, StateHandler> found = new HashMap<>();
        List<String> mistakes = new ArrayList<>();
        for (StateHandler handler : available) {
            if (workflow.steps().contains(handler.state()) && found.put(handler.state(), handler) != null) {
                mistakes.add(handler.state().label() + " has two handlers");
            }
        }
        workflow.steps().stream()
                .filter(step -> !found.containsKey(step))
                .map(step -> step.label() + " has no handler")
                .forEach(mistakes::add);
        if (!mistakes.isEmpty()) {
            throw new IllegalStateException("workflow " + workflow.name() + ": " + String.join("; ", mistakes));
        }
        return new Handlers(found);
    }

    /**
     * Those that several workflows need, for machines that go through different ones.
     *
     * @param handlers one for each state of any of them
     * @throws IllegalStateException when a state has no handler, or two
     */
    public static Handlers coveringAll(List<Workflow> workflows, Collection<? extends StateHandler> handlers) {
        Map<State.Step, StateHandler> all = new HashMap<>();
        Map<State.Step, StateHandler> available = new HashMap<>();
        List<String> mistakes = new ArrayList<>();
        for (StateHandler handler : handlers) {
            if (available.put(handler.state(), handler) != null) {
                mistakes.add(handler.state().label() + " has two handlers");
            }
        }
        for (Workflow workflow : workflows) {
            for (State.Step step : workflow.steps()) {
                StateHandler handler = available.get(step);
                if (handler == null) {
                    mistakes.add("workflow " + workflow.name() + ": " + step.label() + " has no handler");
                } else {
                    all.put(step, handler);
                }
            }
        }
        if (!mistakes.isEmpty()) {
            throw new IllegalStateException(String.join("; ", mistakes));
        }
        return new Handlers(all);
    }

    StateHandler of(State.Step step) {
        return byState.get(step);
    }
}
