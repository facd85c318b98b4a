package io.tidbclient.scenario.play;

import io.tidbclient.scenario.Scalar;
import io.tidbclient.state.State;
import io.tidbclient.state.StateContext;

import java.util.Map;

/** The states, keys and messages by which director and sessions understand each other. */
final class Cast {
    /** The director's name among the participants; no session may have it. */
    static final String DIRECTOR = "director";

    static final State.Step SETTING_UP = new State.Step("SettingUp");
    static final State.Step DIRECTING = new State.Step("Directing");
    static final State.Step CHECKING = new State.Step("Checking");
    static final State.Step JOINING = new State.Step("Joining");
    static final State.Step WORKING = new State.Step("Working");
    static final State.Step LEAVING = new State.Step("Leaving");

    /** A session's connection. */
    static final StateContext.Key<Line> LINE = new StateContext.Key<>("the session", Line.class);

    /** The director's word to a session to take its next step. */
    record Go(Map<String, Scalar> values) {
        Go {
            values = Map.copyOf(values);
        }
    }

    /** A session's answer to {@link Go}. */
    record Done(Cue cue, Reply reply) {}

    /** A session's answer to the word that the stage is set; the id is 0 when it connects later. */
    record Entered(long connectionId) {}

    /** A client's answer when its work is done. */
    record Worked(Tally tally) {}

    private Cast() {}

    static State.Step step(Cue cue) {
        return new State.Step("Step " + cue.number());
    }
}
