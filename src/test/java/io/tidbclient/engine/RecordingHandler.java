package io.tidbclient.engine;

import io.smallrye.mutiny.Uni;
import io.tidbclient.engine.State.Step;

import java.util.List;
import java.util.function.Function;

/** Does its work, and notes when its state is entered and left. */
class RecordingHandler implements StateHandler {
    private final List<String> seen;
    private final Step state;
    private final Function<StateContext, Uni<Next>> work;

    RecordingHandler(List<String> seen, Step state, Function<StateContext, Uni<Next>> work) {
        this.seen = seen;
        this.state = state;
        this.work = work;
    }

    @Override
    public Step state() {
        return state;
    }

    @Override
    public void enter(StateContext context) {
        seen.add("enter " + state.label());
    }

    @Override
    public Uni<Next> execute(StateContext context) {
        return work.apply(context);
    }

    @Override
    public void exit(StateContext context) {
        seen.add("exit " + state.label());
    }
}
