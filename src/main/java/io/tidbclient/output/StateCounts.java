package io.tidbclient.output;

import io.tidbclient.check.ConnectionView;
import io.tidbclient.engine.State;
import io.tidbclient.output.text.Text;
import io.tidbclient.output.text.Units;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How many connections are in which state. Remembers the order in which states were first seen, which is the workflow's, so
 * that they keep their places from one drawing to the next; the ends come last.
 */
final class StateCounts {
    private final Map<String, Text> steps = new LinkedHashMap<>();
    private final Map<String, Text> ends = new LinkedHashMap<>();

    /** A phrase for each state that any connection is in: {@code 3 Connecting}. */
    List<Text> phrases(List<ConnectionView> connections) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (ConnectionView view : connections) {
            Text label = ConnectionColumns.state(view);
            counts.merge(label.plain(), 1L, Long::sum);
            boolean end =
                    view.state().filter(State.TerminalState.class::isInstance).isPresent();
            (end ? ends : steps).putIfAbsent(label.plain(), label);
        }
        return Stream.of(steps, ends)
                .flatMap(labels -> labels.values().stream())
                .filter(label -> counts.containsKey(label.plain()))
                .map(label ->
                        Text.of(Units.count(counts.get(label.plain())) + " ").plus(label))
                .toList();
    }
}
