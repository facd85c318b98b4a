package io.tidbclient.scenario.run;

import io.tidbclient.engine.State;
import io.tidbclient.engine.StateContext;
import io.tidbclient.scenario.Scalar;

import java.util.Map;
import java.util.Optional;

/** The protocol between controller and sessions: states, context keys and messages. */
final class SessionProtocol {
    /** The controller's name among the participants; no session may have it. */
    static final String CONTROLLER = "director";

    static final State.Step SETTING_UP = new State.Step("SettingUp");
    static final State.Step DIRECTING = new State.Step("Directing");
    static final State.Step CHECKING = new State.Step("Checking");
    static final State.Step JOINING = new State.Step("Joining");
    static final State.Step WORKING = new State.Step("Working");
    static final State.Step LEAVING = new State.Step("Leaving");

    /** A session's connection. */
    static final StateContext.Key<SessionConnection> CONNECTION =
            new StateContext.Key<>("the session", SessionConnection.class);

    /** Controller to session: run the next step. */
    record StartStep(Map<String, Scalar> values) {
        StartStep {
            values = Map.copyOf(values);
        }
    }

    /**
     * Controller to session: run the workload.
     *
     * @param lists records what the transactions do to lists; empty when that is not checked
     * @param killer ends sessions where that was asked for
     */
    record StartWorkload(Map<String, Scalar> values, Optional<ListHistory> lists, SessionKiller killer) {
        StartWorkload {
            values = Map.copyOf(values);
        }
    }

    /** A session's answer to {@link StartStep}. */
    record StepCompleted(StepInvocation invocation, StepResult result, long ended) {}

    /** Session to controller: ready; the id is 0 when it connects later. */
    record SessionReady(long connectionId) {}

    /** Workload client to controller: the workload has completed. */
    record WorkloadCompleted(WorkloadStats stats) {}

    private SessionProtocol() {}

    static State.Step step(StepInvocation invocation) {
        return new State.Step("Step " + invocation.number());
    }
}
