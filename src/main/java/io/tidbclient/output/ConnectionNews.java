package io.tidbclient.output;

import io.tidbclient.check.CheckEvent;
import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.check.ConnectionView;
import io.tidbclient.connection.DatabaseAccess;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.PoolStats;
import io.tidbclient.connection.ServerVersion;
import io.tidbclient.connection.TlsInfo;
import io.tidbclient.engine.RunEvent;
import io.tidbclient.engine.State;
import io.tidbclient.output.terminal.Rate;
import io.tidbclient.output.text.Style;
import io.tidbclient.output.text.Text;
import io.tidbclient.output.text.Units;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is worth a line of what happens to connections. Of a few, each connects, fails and is tried again on a line of
 * its own; of many, a line every two seconds shows the counts, and a failure is reported when it is the first of its
 * kind.
 */
final class ConnectionNews {
    /** More lines than this are no longer read one by one. */
    static final int FEW = 20;

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final boolean verbose;
    private final Rate rate = new Rate(PAUSE);
    private final Set<String> printed = new HashSet<>();

    ConnectionNews(Verbosity verbosity) {
        this.verbose = verbosity == Verbosity.VERBOSE;
    }

    List<Text> moved(RunEvent.Transitioned moved, CheckSnapshot after) {
        ConnectionView view = after.connection(moved.connection());
        if (verbose) {
            String from = moved.from().map(state -> state.label() + " → ").orElse("");
            String reason = moved.reason().isEmpty() ? "" : ": " + moved.reason();
            return List.of(line(view, Text.of(from + moved.to().label() + reason, style(moved.to()))));
        }
        return switch (moved.to()) {
            case State.Step step -> List.of();
            case State.TerminalState terminalState ->
                switch (terminalState) {
                    case COMPLETED -> few(after) ? List.of() : progress(after);
                    case CANCELLED ->
                        few(after) ? List.of(line(view, Text.of("cancelled", Style.WARN))) : progress(after);
                    case FAILED -> failed(view, after);
                };
        };
    }

    List<Text> opened(String connection, CheckEvent.Opened opened, CheckSnapshot after) {
        ConnectionView view = after.connection(connection);
        String tls = opened.tls().encrypted() ? opened.tls().protocol() : "plain text";
        List<Text> lines = new ArrayList<>(
                few(after)
                        ? List.of(line(view, Text.of("connected in " + Units.duration(opened.took()) + ", " + tls)))
                        : progress(after));
        lines.addAll(expiring(view, opened.tls(), after));
        return lines;
    }

    /** Once for each server and certificate. */
    private List<Text> expiring(ConnectionView view, TlsInfo tls, CheckSnapshot after) {
        return tls
                .certificate()
                .filter(certificate -> certificate.warns(after.at()))
                .map(new CertificateText(after.at())::line)
                .filter(certificate -> printed.add(view.target() + " certificate " + certificate))
                .map(certificate ->
                        Text.of(view.target() + "  ").plus(Text.of("WARNING: certificate " + certificate, Style.WARN)))
                .stream()
                .toList();
    }

    List<Text> attemptFailed(String connection, CheckEvent.AttemptFailed failed, CheckSnapshot after) {
        Failure failure = failed.failure();
        if (!few(after) && !printed.add("retry " + failure.kind() + failure.sentence())) {
            return progress(after);
        }
        String what = "try " + failed.attempt() + " failed, retrying: " + FailureSummary.sentence(failure);
        return List.of(line(after.connection(connection), Text.of(what, Style.WARN)));
    }

    List<Text> filling(String connection, CheckEvent.PoolFilling filling, CheckSnapshot after) {
        return few(after) ? List.of(line(after.connection(connection), filled(filling))) : progress(after);
    }

    /** How far a pool has been filled. */
    static Text filled(CheckEvent.PoolFilling filling) {
        return Text.of(Units.count(filling.open()) + " of " + Units.count(filling.size()) + " open");
    }

    List<Text> pollMissed(String connection, CheckEvent.PollMissed missed, CheckSnapshot after) {
        ConnectionView view = after.connection(connection);
        return List.of(line(view, MissedPollText.of(missed, view.target(), after)));
    }

    List<Text> reopened(String connection, CheckEvent.Reopened reopened, CheckSnapshot after) {
        ConnectionView view = after.connection(connection);
        String what = "was lost and reopened after " + Units.duration(reopened.took());
        List<Text> lines = new ArrayList<>(List.of(line(view, Text.of(what, Style.WARN))));
        lines.addAll(expiring(view, reopened.tls(), after));
        return lines;
    }

    List<Text> learned(String connection, CheckEvent.Fact fact, CheckSnapshot after) {
        return switch (fact) {
            case CheckEvent.PoolUsed(PoolStats stats) ->
                inDetail(connection, "pool of " + stats.size() + " connections: " + ServerSummary.counts(stats), after);
            case CheckEvent.Answered answered ->
                inDetail(connection, "first answer in " + Units.duration(answered.roundTrip()), after);
            case CheckEvent.DatabaseVerified(DatabaseAccess access) ->
                inDetail(connection, "database " + DatabaseSummary.rights(access), after);
            case CheckEvent.VersionRead(ServerVersion version) -> versionRead(connection, version, after);
        };
    }

    private List<Text> versionRead(String connection, ServerVersion read, CheckSnapshot after) {
        ConnectionView view = after.connection(connection);
        String version = ServerSummary.version(read);
        if (verbose) {
            return List.of(line(view, Text.of(version)));
        }
        // Once a server; behind a load balancer, once a version.
        return printed.add(view.target() + " " + version)
                ? List.of(Text.of(view.target() + "  " + version))
                : List.of();
    }

    private List<Text> inDetail(String connection, String what, CheckSnapshot after) {
        return verbose ? List.of(line(after.connection(connection), Text.of(what))) : List.of();
    }

    private List<Text> failed(ConnectionView view, CheckSnapshot after) {
        String sentence = view.failure().map(FailureSummary::sentence).orElse("no reason was given");
        String hint = view.failure()
                .map(Failure::hint)
                .filter(h -> !h.isEmpty())
                .map(h -> " → " + h)
                .orElse("");
        boolean first = printed.add("failure " + sentence);
        if (!few(after) && !first) {
            return progress(after);
        }
        return List.of(line(view, Text.of("FAILED: " + sentence, Style.BAD).plus(first ? hint : "")));
    }

    private List<Text> progress(CheckSnapshot after) {
        if (!rate.allows(after.at())) {
            return List.of();
        }
        long connected = after.connections().stream()
                .filter(view -> view.connectTime().isPresent())
                .count();
        long retrying = after.connections().stream()
                .filter(view -> !view.ended() && view.lastAttemptFailure().isPresent())
                .count();
        long failed = after.count(State.TerminalState.FAILED);
        Text line = Text.of(Units.count(connected) + " of "
                + Units.count(after.connections().size()) + " connected, "
                + Units.count(after.count(State.TerminalState.COMPLETED)) + " completed");
        return List.of(
                line.plus(retrying == 0 ? Text.EMPTY : Text.of(", " + Units.count(retrying) + " retrying", Style.WARN))
                        .plus(failed == 0 ? Text.EMPTY : Text.of(", " + Units.count(failed) + " FAILED", Style.BAD)));
    }

    private boolean few(CheckSnapshot after) {
        return verbose || after.connections().size() <= FEW;
    }

    private static Text line(ConnectionView view, Text what) {
        return Text.of(view.name(), Style.STRONG)
                .plus("  " + view.target() + "  ")
                .plus(what);
    }

    private static Style style(State state) {
        return state == State.TerminalState.FAILED ? Style.BAD : Style.PLAIN;
    }
}
