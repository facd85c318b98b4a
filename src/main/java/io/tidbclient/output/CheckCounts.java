package io.tidbclient.output;

import io.tidbclient.check.CheckStates;
import io.tidbclient.check.ConnectionView;
import io.tidbclient.engine.State;
import io.tidbclient.output.text.Style;
import io.tidbclient.output.text.Text;
import io.tidbclient.output.text.Units;

import java.util.List;

/**
 * How far the check of some connections is. A connection is checked when nothing but the watch of import jobs is left for it.
 *
 * @param all how many there are
 * @param ok how many are checked without a failure
 * @param failed how many failed
 * @param cancelled how many were cancelled before they were checked
 */
record CheckCounts(int all, int ok, int failed, int cancelled) {
    static CheckCounts of(List<ConnectionView> connections) {
        return new CheckCounts(
                connections.size(),
                (int) connections.stream().filter(CheckCounts::isChecked).count(),
                ended(connections, State.TerminalState.FAILED),
                ended(connections, State.TerminalState.CANCELLED));
    }

    private static int ended(List<ConnectionView> connections, State.TerminalState as) {
        return (int) connections.stream().filter(view -> view.endedAs(as)).count();
    }

    /** Whether every check of this connection succeeded. */
    static boolean isChecked(ConnectionView view) {
        return view.endedAs(State.TerminalState.COMPLETED) || isWatching(view);
    }

    /** Whether it follows import jobs, or stands by for the one that does. */
    static boolean isWatching(ConnectionView view) {
        return view.state()
                .filter(CheckStates.SHOWING_IMPORT_JOB_DETAILS::equals)
                .isPresent();
    }

    /** {@code 500/500 ok}, or {@code 499 of 500 checked, 12 FAILED}. */
    Text words() {
        if (ok == all) {
            return Text.of(Units.count(ok) + "/" + Units.count(all) + " ok", Style.GOOD);
        }
        return Text.of(Units.count(ok + failed) + " of " + Units.count(all) + " checked")
                .plus(count(failed, "FAILED", Style.BAD))
                .plus(count(cancelled, "cancelled", Style.WARN));
    }

    private static Text count(int count, String word, Style style) {
        return count == 0 ? Text.EMPTY : Text.of(", ").plus(Units.count(count) + " " + word, style);
    }

    /** A bar of {@code columns} columns: those that are well, those that failed, and the others. */
    Text bar(int columns) {
        int bad = failed == 0 ? 0 : Math.max(1, share(failed, columns));
        int good = ok + failed == all ? columns - bad : Math.min(share(ok, columns), columns - bad);
        return Text.of("█".repeat(good), Style.GOOD)
                .plus("█".repeat(bad), Style.BAD)
                .plus("░".repeat(columns - good - bad), Style.FAINT);
    }

    private int share(int count, int columns) {
        return (int) ((long) count * columns / all);
    }
}
