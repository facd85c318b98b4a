package io.tidbclient.scenario.run;

import io.tidbclient.scenario.Scalar;
import io.tidbclient.scenario.Step;

import java.time.Duration;
import java.util.Map;

/**
 * One invocation of a step by one session; loops are unrolled and groups expanded into their members.
 *
 * @param number from 1, in the order of the script
 * @param step whose session is a single connection's name
 * @param limit how long it may take
 * @param values that only this execution has: the rounds of loops, the member's number
 */
public record StepInvocation(int number, Step step, Duration limit, Map<String, Scalar> values) {
    public StepInvocation {
        values = Map.copyOf(values);
    }

    /** Whose it is. */
    public String session() {
        return step.session();
    }

    /** How messages call it. */
    public String label() {
        return "step " + number + step.name().map(name -> " (" + name + ")").orElse("");
    }
}
