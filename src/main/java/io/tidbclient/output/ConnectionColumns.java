package io.tidbclient.output;

import io.tidbclient.check.ConnectionView;
import io.tidbclient.connection.ServerVersion;
import io.tidbclient.engine.State;
import io.tidbclient.output.text.Column;
import io.tidbclient.output.text.Style;
import io.tidbclient.output.text.Table;
import io.tidbclient.output.text.Text;
import io.tidbclient.output.text.Units;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a table of connections shows. */
final class ConnectionColumns {
    private static final Column<ConnectionRow> NAME =
            Column.left("NAME", 0, row -> Text.of(row.view().name(), Style.STRONG));
    private static final Column<ConnectionRow> TARGET = Column.<ConnectionRow>left(
                    "TARGET", 3, row -> Text.of(row.view().target().toString()))
            .cutTo(10);
    private static final List<Column<ConnectionRow>> OTHERS = List.of(
            Column.left("STATE", 0, row -> state(row.view())),
            Column.right("FOR", 4, ConnectionColumns::inState),
            Column.right("CONNECT", 7, row -> took(row.view().connectTime())),
            Column.right("ANSWER", 6, row -> took(row.view().roundTrip())),
            Column.left("NOTE", 1, row -> note(row.view())));

    private static final Table<ConnectionRow> OF_ONE_TARGET = table(List.of(NAME));
    private static final Table<ConnectionRow> OF_SEVERAL = table(List.of(NAME, TARGET));

    private ConnectionColumns() {}

    /** A connection at a moment. */
    record ConnectionRow(ConnectionView view, Instant now) {}

    /** The table of connections; without their target where that is the same for all. */
    static Table<ConnectionRow> table(boolean oneTarget) {
        return oneTarget ? OF_ONE_TARGET : OF_SEVERAL;
    }

    private static Table<ConnectionRow> table(List<Column<ConnectionRow>> first) {
        return new Table<>(Stream.concat(first.stream(), OTHERS.stream()).toList());
    }

    /** A state in words and a style. */
    static Text state(ConnectionView view) {
        return Text.of(
                StateWords.of(view.state()),
                view.state().map(ConnectionColumns::style).orElse(Style.FAINT));
    }

    /** {@code TiDB v8.5.4}, and whether it is a simulation. */
    static String server(ServerVersion version) {
        return version.product().label() + " " + version.release() + (version.simulated() ? " (sandbox)" : "");
    }

    private static Style style(State state) {
        return switch (state) {
            case State.Step step -> Style.PLAIN;
            case State.TerminalState terminalState ->
                switch (terminalState) {
                    case COMPLETED -> Style.GOOD;
                    case FAILED -> Style.BAD;
                    case CANCELLED -> Style.WARN;
                };
        };
    }

    private static Text inState(ConnectionRow row) {
        return row.view().ended() || row.view().state().isEmpty()
                ? Text.EMPTY
                : Text.of(Units.clock(Duration.between(row.view().since(), row.now())));
    }

    private static Text took(Optional<Duration> duration) {
        return Text.of(duration.map(Units::duration).orElse(""));
    }

    private static Text note(ConnectionView view) {
        if (view.filling().isPresent()) {
            return ConnectionNews.filled(view.filling().get());
        }
        if (!view.ended() && view.lastAttemptFailure().isPresent()) {
            return Text.of("try " + view.attempts() + " failed", Style.WARN);
        }
        return view.reopened() > 0
                ? Text.of("lost and reopened " + Units.count(view.reopened(), "time", "times"), Style.WARN)
                : Text.EMPTY;
    }
}
