package io.tidbclient.engine;

import java.util.List;

/**
 * Notes every move of a machine and its end.
 *
 * @param seen where to
 */
record RecordingListener(List<String> seen) implements MachineListener {
    @Override
    public void moved(Transition move) {
        seen.add(move.from().map(State::label).orElse("-") + " -> " + move.to().label() + " (" + move.why() + ")");
    }

    @Override
    public void ended(MachineResult outcome) {
        seen.add("ended " + outcome.terminalState());
    }
}
