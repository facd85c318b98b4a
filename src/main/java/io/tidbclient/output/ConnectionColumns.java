package io.tidbclient.output;

import io.tidbclient.check.ConnectionView;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.ServerVersion;
import io.tidbclient.engine.State;
import io.tidbclient.output.text.Column;
import io.tidbclient.output.text.Style;
import io.tidbclient.output.text.Table;
import io.tidbclient.output.text.Text;
import io.tidbclient.output.text.Units;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a table of connections shows. */
final class ConnectionColumns {
    static final Table<ConnectionRow> TABLE = Table.of(
            Column.left("NAME", 0, row -> Text.of(row.view().name(), Style.STRONG)),
            Column.<ConnectionRow>left(
                            "TARGET", 3, row -> Text.of(row.view().target().toString()))
                    .cutTo(10),
            Column.<ConnectionRow>left("STATE", 0, row -> state(row.view())).cutTo(16),
            Column.right("FOR", 4, ConnectionColumns::inState),
            Column.<ConnectionRow>left(
                            "SERVER",
                            5,
                            row -> Text.of(row.view()
                                    .version()
                                    .map(ConnectionColumns::server)
                                    .orElse("")))
                    .cutTo(8),
            Column.right("CONNECT", 7, row -> took(row.view().connectTime())),
            Column.right("ANSWER", 6, row -> took(row.view().roundTrip())),
            Column.<ConnectionRow>left("NOTE", 1, row -> note(row.view())).cutTo(12));

    private ConnectionColumns() {}

    /** A connection at a moment. */
    record ConnectionRow(ConnectionView view, Instant now) {}

    /** Whether it needs attention: it failed, or is being retried. */
    static boolean needsAttention(ConnectionView view) {
        return view.endedAs(State.TerminalState.FAILED) || retrying(view).isPresent();
    }

    /** A state as a word and a tone. */
    static Text state(ConnectionView view) {
        return view.state().map(state -> Text.of(state.label(), style(state))).orElse(Text.of("waiting", Style.FAINT));
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
        Optional<Failure> retried = retrying(view);
        if (view.failure().isPresent()) {
            return Text.of(view.failure().get().sentence(), Style.BAD);
        }
        if (view.filling().isPresent()) {
            return ConnectionNews.filled(view.filling().get());
        }
        if (retried.isPresent()) {
            return Text.of(
                    "try " + view.attempts() + " failed: " + retried.get().sentence(), Style.WARN);
        }
        return view.reopened() > 0
                ? Text.of("lost and reopened " + Units.count(view.reopened(), "time", "times"), Style.WARN)
                : Text.EMPTY;
    }

    private static Optional<Failure> retrying(ConnectionView view) {
        return view.ended() ? Optional.empty() : view.lastAttemptFailure();
    }
}
