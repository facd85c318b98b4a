package io.tidbclient.check;

import io.tidbclient.config.ServerAddress;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.connection.PoolStats;
import io.tidbclient.connection.ServerIdentity;
import io.tidbclient.connection.ServerVersion;
import io.tidbclient.connection.TlsInfo;
import io.tidbclient.engine.HandlerEvent;
import io.tidbclient.engine.RunEvent;
import io.tidbclient.engine.State;
import io.tidbclient.importjob.JobCounts;
import io.tidbclient.importjob.JobsAnswer;
import io.tidbclient.importjob.Poll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CheckFoldTest {
    private static final Instant START = Instant.parse("2026-03-04T05:06:07Z");
    private static final ServerAddress HERE = new ServerAddress("127.0.0.1", 4000);
    private static final ServerAddress THERE = new ServerAddress("127.0.0.1", 4001);
    private static final Failure LOST = Failure.of(FailureKind.CONNECTION_LOST, "cut", "");
    private static final CheckEvent OPENED = new CheckEvent.Opened(1, Duration.ofMillis(3), TlsInfo.PLAIN);

    private final CheckFold fold = new CheckFold(Map.of("c1", HERE, "c2", THERE));
    private CheckSnapshot current = fold.first(List.of("c1", "c2"), START);
    private Instant now = START;

    @Test
    void everybody_waits_at_first() {
        assertThat(current.connections()).allSatisfy(view -> {
            assertThat(view.state()).isEmpty();
            assertThat(view.attempts()).isZero();
        });
        assertThat(current.sequence()).isZero();
    }

    @Test
    void what_one_connection_does_changes_its_view_alone_and_counts_the_sequence_up() {
        ConnectionView other = view(1);

        now = START.plusSeconds(1);
        move(CheckStates.CONNECTING);

        assertThat(view(0).state()).contains(CheckStates.CONNECTING);
        assertThat(view(0).since()).isEqualTo(now);
        assertThat(view(1)).isSameAs(other);
        assertThat(current.sequence()).isEqualTo(1);
        assertThat(current.at()).isEqualTo(now);
    }

    @Test
    void tries_to_connect_are_counted_the_last_one_too() {
        move(CheckStates.CONNECTING);
        find(new CheckEvent.AttemptFailed(1, LOST));
        find(new CheckEvent.AttemptFailed(2, LOST));
        move(State.TerminalState.FAILED, Optional.of(LOST));

        assertThat(view(0).attempts()).isEqualTo(3);
        assertThat(view(0).failure()).contains(LOST);
    }

    @Test
    void a_read_that_is_repeated_is_no_try_to_connect() {
        move(CheckStates.CONNECTING);
        find(OPENED);
        move(CheckStates.GETTING_VERSION);
        find(new CheckEvent.AttemptFailed(1, LOST));
        find(new CheckEvent.AttemptFailed(2, LOST));

        assertThat(view(0).attempts()).isEqualTo(1);
        assertThat(view(0).lastAttemptFailure()).contains(LOST);
    }

    @Test
    void a_failed_attempt_is_forgotten_once_the_next_state_is_reached() {
        move(CheckStates.GETTING_VERSION);
        find(new CheckEvent.AttemptFailed(1, LOST));
        move(CheckStates.CHECKING_IMPORT_JOBS);

        assertThat(view(0).lastAttemptFailure()).isEmpty();
    }

    @Test
    void a_connection_opened_again_is_counted() {
        move(CheckStates.SHOWING_IMPORT_JOB_DETAILS);
        find(new CheckEvent.AttemptFailed(1, LOST));
        find(new CheckEvent.Reopened(Duration.ofMillis(2), TlsInfo.PLAIN));

        assertThat(view(0).reopened()).isEqualTo(1);
        assertThat(view(0).lastAttemptFailure())
                .as("what failed is repeated on it")
                .contains(LOST);
    }

    @Test
    void how_far_a_pool_is_filled_is_known_until_it_is_full_or_the_attempt_failed() {
        move(CheckStates.CONNECTING);
        find(new CheckEvent.PoolFilling(12, 50));
        assertThat(view(0).filling()).contains(new CheckEvent.PoolFilling(12, 50));

        find(new CheckEvent.AttemptFailed(1, LOST));
        assertThat(view(0).filling()).isEmpty();

        find(new CheckEvent.PoolFilling(30, 50));
        find(new CheckEvent.Opened(2, Duration.ofSeconds(4), TlsInfo.PLAIN));
        assertThat(view(0).filling()).isEmpty();
    }

    @Test
    void of_a_pool_the_last_figures_are_kept_also_after_the_end() {
        assertThat(view(0).pool()).isEmpty();

        find(new CheckEvent.PoolUsed(new PoolStats(3, 3, 0, 0)));
        move(State.TerminalState.COMPLETED, Optional.empty());
        find(new CheckEvent.PoolUsed(new PoolStats(3, 4, 9, 1)));

        assertThat(view(0).pool()).contains(new PoolStats(3, 4, 9, 1));
        assertThat(view(0).endedAs(State.TerminalState.COMPLETED)).isTrue();
    }

    @Test
    void jobs_are_kept_by_server_and_a_new_poll_replaces_the_last() {
        JobsAnswer none = new JobsAnswer.Listed(List.of(), false);
        Poll second = new Poll(2, List.of(), List.of(), List.of());
        find(new CheckEvent.JobsCounted(none));
        find(new CheckEvent.JobsWatched(new Poll(1, List.of(), List.of(), List.of())));
        find(new CheckEvent.JobsWatched(second));
        find("c2", new CheckEvent.JobsCounted(none));
        find(new CheckEvent.WatchEnded("time is up"));

        assertThat(current.jobs())
                .containsExactly(
                        new ServerJobs(
                                HERE, none, Optional.of(second), Optional.of("time is up"), 0, Optional.of(now), true),
                        new ServerJobs(THERE, none, Optional.empty(), Optional.empty()));
    }

    @Test
    void what_is_known_of_the_jobs_is_of_the_last_poll_that_succeeded() {
        find(new CheckEvent.JobsCounted(new JobsAnswer.Listed(List.of(), false)));
        find(new CheckEvent.PollMissed(1, 1, LOST));
        assertThat(current.jobs().getFirst().staleFor(now))
                .as("before any poll")
                .isEmpty();

        find(new CheckEvent.JobsWatched(new Poll(1, List.of(), List.of(), List.of())));
        assertThat(current.jobs().getFirst().staleFor(now.plusSeconds(9))).isEmpty();

        now = now.plusSeconds(2);
        find(new CheckEvent.PollMissed(1, 2, LOST));
        assertThat(current.jobs().getFirst().staleFor(now.plusSeconds(5))).contains(Duration.ofSeconds(7));

        find(new CheckEvent.WatchEnded("time is up"));
        assertThat(current.jobs().getFirst().staleFor(now)).contains(Duration.ofSeconds(2));
    }

    @Test
    void what_is_no_news_of_a_connection_leaves_the_snapshot_as_it_is() {
        assertThat(fold.after(current, new RunEvent.Started(), now)).isSameAs(current);
        assertThat(fold.after(current, new RunEvent.MessageSent("c1", "c2", "lead"), now))
                .isSameAs(current);
        assertThat(fold.after(current, new RunEvent.Found("c1", new HandlerEvent() {}), now))
                .as("an event of another workflow")
                .isSameAs(current);
    }

    @Test
    void the_reason_of_a_stop_is_kept() {
        now = START.plusSeconds(1);

        CheckSnapshot stopping = fold.after(current, new RunEvent.Stopping("interrupted"), now);

        assertThat(stopping)
                .isEqualTo(
                        new CheckSnapshot(1, START, now, current.connections(), List.of(), Optional.of("interrupted")));
    }

    @Test
    void a_connection_is_found_by_its_name() {
        assertThat(current.connection("c2")).isSameAs(view(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> current.connection("c3"))
                .withMessage("the run has no connection c3");
    }

    @Test
    void a_run_is_over_when_all_machines_have_stopped() {
        move(State.TerminalState.COMPLETED);
        assertThat(current.over()).isFalse();
        assertThat(current.count(State.TerminalState.COMPLETED)).isEqualTo(1);

        current = fold.after(
                current,
                new RunEvent.Transitioned("c2", Optional.empty(), State.TerminalState.CANCELLED, "", Optional.empty()),
                now);
        assertThat(current.over()).isTrue();
    }

    @Test
    void what_a_connection_learned_of_itself_and_of_its_server_is_in_its_view() {
        ServerIdentity identity = new ServerIdentity(
                "8.0.11-TiDB-v8.5.4", "tidb-0", 4000, 7, "root@%", LocalDateTime.of(2026, 3, 4, 5, 6));
        ServerVersion version = new ServerVersion(ServerVersion.Product.TIDB, "v8.5.4", "Community", "tikv", false);
        assertThat(view(0).identity()).isEmpty();
        assertThat(view(0).connectTime()).isEmpty();

        find(OPENED);
        find(new CheckEvent.Answered(Duration.ofMillis(2), identity));
        find(new CheckEvent.VersionRead(version));

        assertThat(view(0).connectTime()).contains(Duration.ofMillis(3));
        assertThat(view(0).tls()).contains(TlsInfo.PLAIN);
        assertThat(view(0).identity()).contains(identity);
        assertThat(view(0).roundTrip()).contains(Duration.ofMillis(2));
        assertThat(view(0).version()).contains(version);
    }

    @Test
    void a_connection_that_ended_fills_no_pool() {
        move(CheckStates.CONNECTING);
        find(new CheckEvent.PoolFilling(12, 50));
        move(State.TerminalState.CANCELLED);

        assertThat(view(0).filling()).isEmpty();
    }

    @Test
    void jobs_are_counted_by_the_last_poll_of_each_server() {
        JobsAnswer none = new JobsAnswer.Listed(List.of(), false);
        ServerJobs here = new ServerJobs(HERE, none, Optional.of(poll(3)), Optional.empty());
        ServerJobs there = new ServerJobs(THERE, none, Optional.of(poll(4)), Optional.empty());
        ServerJobs counted = new ServerJobs(THERE, none, Optional.empty(), Optional.empty());

        assertThat(ServerJobs.listed(List.of(here, there, counted))).isEqualTo(7);
        assertThat(ServerJobs.listed(List.of())).isZero();
    }

    @Test
    void jobs_that_are_counted_again_keep_what_is_known_of_the_watch() {
        JobsAnswer none = new JobsAnswer.Listed(List.of(), false);
        JobsAnswer unsupported = new JobsAnswer.Unsupported("no such statement");
        find(new CheckEvent.JobsCounted(none));
        find(new CheckEvent.JobsWatched(poll(1)));
        find(new CheckEvent.PollMissed(1, 3, LOST));
        find(new CheckEvent.WatchEnded("time is up"));

        find(new CheckEvent.JobsCounted(unsupported));

        assertThat(current.jobs())
                .containsExactly(new ServerJobs(
                        HERE,
                        unsupported,
                        Optional.of(poll(1)),
                        Optional.of("time is up"),
                        3,
                        Optional.of(now),
                        false));
    }

    private static Poll poll(int listed) {
        return new Poll(1, List.of(), List.of(), List.of(), JobCounts.NONE, Optional.empty(), listed);
    }

    private void move(State to) {
        move(to, Optional.empty());
    }

    private void move(State to, Optional<Failure> failure) {
        current = fold.after(current, new RunEvent.Transitioned("c1", view(0).state(), to, "", failure), now);
    }

    private void find(CheckEvent event) {
        find("c1", event);
    }

    private void find(String connection, CheckEvent event) {
        current = fold.after(current, new RunEvent.Found(connection, event), now);
    }

    private ConnectionView view(int position) {
        return current.connections().get(position);
    }
}
