package io.tidbclient.fault;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What happens at a place of the conversation.
 *
 * @param left how often it still happens
 */
record RelayRule(RelayPoint point, RelayAction action, AtomicInteger left) {
    private static final Pattern FORM = Pattern.compile("(?:(\\d+)\\*)?(@[^:]*|[a-z]+(?: \\d+)?): (.*)");

    /** Reads {@code [N*]PLACE: ACTION}; N is how often, otherwise always. */
    static RelayRule parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("no rule of a relay: " + text);
        }
        int times = parts.group(1) == null ? Integer.MAX_VALUE : Integer.parseInt(parts.group(1));
        RelayPoint point = RelayPoint.parse(parts.group(2));
        boolean atStatement = point.stage() == RelayPoint.Stage.STATEMENT;
        return new RelayRule(point, RelayAction.parse(parts.group(3), atStatement), new AtomicInteger(times));
    }

    /** Whether it happens here. */
    boolean strikes(RelayPoint reached) {
        return point.matches(reached) && left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
    }
}
