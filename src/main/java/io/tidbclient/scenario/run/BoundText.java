package io.tidbclient.scenario.run;

import io.tidbclient.scenario.Scalar;

import java.util.Map;
import java.util.stream.Collectors;

/** The values that a statement's names stood for, as a person reads them. */
final class BoundText {
    /** Every statement of a group's member has it, and the session's name says it. */
    private static final String MEMBER = "member";

    private BoundText() {}

    /** {@code :amount = 7, :who = ann}; long values are cut; empty when there are none. */
    static String of(Map<String, Scalar> bound) {
        return bound.entrySet().stream()
                .filter(value -> !value.getKey().equals(MEMBER))
                .map(value -> ":" + value.getKey() + " = " + Rows.brief(value.getValue()))
                .collect(Collectors.joining(", "));
    }
}
