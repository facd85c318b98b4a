package io.tidbclient.check;

import io.tidbclient.config.ServerAddress;
import io.tidbclient.connection.DatabaseAccess;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.PoolStats;
import io.tidbclient.connection.ServerIdentity;
import io.tidbclient.connection.ServerVersion;
import io.tidbclient.connection.TlsInfo;
import io.tidbclient.engine.ParticipantView;
import io.tidbclient.engine.State;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of one connection at one moment.
 *
 * @param participant its name, {@code c1}, {@code c2} …, and where its machine is
 * @param target the server it goes to
 * @param lastActivity when its last event arrived
 * @param opening how it was opened
 * @param facts what was learned of it and its server
 */
public record ConnectionView(
        ParticipantView participant, ServerAddress target, Instant lastActivity, OpeningView opening, Facts facts) {
    /** One that has not begun. */
    public static ConnectionView waiting(String name, ServerAddress target, Instant at) {
        return new ConnectionView(
                new ParticipantView(name, Optional.empty(), at, Optional.empty()),
                target,
                at,
                OpeningView.NONE,
                Facts.NONE);
    }

    /** {@code c1}, {@code c2} … */
    public String name() {
        return participant.name();
    }

    /** Where its machine is; empty while it waits for its turn. */
    public Optional<State> state() {
        return participant.state();
    }

    /** When it entered that state. */
    public Instant since() {
        return participant.since();
    }

    /** Why it ended as Failed. */
    public Optional<Failure> failure() {
        return participant.failure();
    }

    /** Whether its machine has stopped. */
    public boolean ended() {
        return participant.ended();
    }

    /** Whether its machine stopped in {@code terminalState}. */
    public boolean endedAs(State.TerminalState terminalState) {
        return participant.endedAs(terminalState);
    }

    /** Tries to connect so far. */
    public int attempts() {
        return opening.attempts();
    }

    /** Why the last try failed, while it is being repeated. */
    public Optional<Failure> lastAttemptFailure() {
        return opening.lastAttemptFailure();
    }

    /** How long the successful attempt took: TCP, TLS and login. */
    public Optional<Duration> connectTime() {
        return opening.connectTime();
    }

    /** What TLS was negotiated. */
    public Optional<TlsInfo> tls() {
        return opening.tls();
    }

    /** How far its pool has been filled, while it is being filled. */
    public Optional<CheckEvent.PoolFilling> filling() {
        return ended() ? Optional.empty() : opening.filling();
    }

    /** How often it was lost and opened again; of a pool, all its connections together. */
    public int reopened() {
        return opening.reopened();
    }

    /** Which server answered. */
    public Optional<ServerIdentity> identity() {
        return facts.latest(CheckEvent.Answered.class).map(CheckEvent.Answered::identity);
    }

    /** How long the first statement's round trip took. */
    public Optional<Duration> roundTrip() {
        return facts.latest(CheckEvent.Answered.class).map(CheckEvent.Answered::roundTrip);
    }

    /** The server's kind and release. */
    public Optional<ServerVersion> version() {
        return facts.latest(CheckEvent.VersionRead.class).map(CheckEvent.VersionRead::version);
    }

    /** What the user may do in each database, in the order they were verified; empty without {@code -d}. */
    public List<DatabaseAccess> databases() {
        return facts.each(CheckEvent.DatabaseVerified.class).stream()
                .map(CheckEvent.DatabaseVerified::access)
                .toList();
    }

    /** Its pool's counters; empty without a pool, and before the pool was filled. */
    public Optional<PoolStats> pool() {
        return facts.latest(CheckEvent.PoolUsed.class).map(CheckEvent.PoolUsed::stats);
    }

    /** This connection after its machine entered {@code to}. */
    ConnectionView moved(State to, Optional<Failure> why, Instant at) {
        // The last try's failure is reported as the connection's, not as that of a try that will be repeated.
        OpeningView after = why.isPresent() && connecting() ? opening.failed() : opening;
        boolean brokenOff = to == State.TerminalState.FAILED || to == State.TerminalState.CANCELLED;
        return new ConnectionView(
                new ParticipantView(name(), Optional.of(to), at, why),
                target,
                at,
                brokenOff ? after : after.settled(),
                facts);
    }

    /** This connection after it reported {@code event}. */
    ConnectionView found(CheckEvent event, Instant at) {
        return switch (event) {
            case CheckEvent.OpeningEvent opened -> with(at, opening.after(opened, connecting()), facts);
            case CheckEvent.Fact fact -> with(at, opening, facts.with(fact));
            case CheckEvent.PollMissed missed -> with(at, opening.repeating(missed.failure()), facts);
            // A successful poll ends the repetition of a failed one.
            case CheckEvent.JobsWatched watched -> with(at, opening.settled(), facts);
            case CheckEvent.JobsEvent jobs -> with(at, opening, facts);
        };
    }

    private boolean connecting() {
        return state().filter(CheckStates.CONNECTING::equals).isPresent();
    }

    private ConnectionView with(Instant at, OpeningView opened, Facts learned) {
        return new ConnectionView(participant, target, at, opened, learned);
    }
}
