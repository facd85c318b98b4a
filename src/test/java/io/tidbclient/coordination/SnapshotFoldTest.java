package io.tidbclient.coordination;

import io.tidbclient.config.ServerAddress;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.connection.PoolStats;
import io.tidbclient.connection.TlsInfo;
import io.tidbclient.coordination.RunPlan.Participant;
import io.tidbclient.importjob.JobsAnswer;
import io.tidbclient.importjob.Poll;
import io.tidbclient.state.State;
import io.tidbclient.state.handler.CheckEvent;
import io.tidbclient.state.handler.CheckStates;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class SnapshotFoldTest {
    private static final Instant START = Instant.parse("2026-03-04T05:06:07Z");
    private static final ServerAddress HERE = new ServerAddress("127.0.0.1", 4000);
    private static final ServerAddress THERE = new ServerAddress("127.0.0.1", 4001);
    private static final Failure LOST = Failure.of(FailureKind.CONNECTION_LOST, "cut", "");
    private static final CheckEvent OPENED = new CheckEvent.Opened(1, Duration.ofMillis(3), TlsInfo.PLAIN);

    private final SnapshotFold fold = new SnapshotFold(
            List.of(new Participant("c1", HERE, context -> {}), new Participant("c2", THERE, context -> {})), START);
    private Instant now = START;

    @Test
    void everybody_waits_at_first() {
        assertThat(fold.current().connections()).allSatisfy(view -> {
            assertThat(view.state()).isEmpty();
            assertThat(view.attempts()).isZero();
        });
        assertThat(fold.current().sequence()).isZero();
    }

    @Test
    void what_one_connection_does_changes_its_view_alone_and_counts_the_sequence_up() {
        ConnectionView other = view(1);

        now = START.plusSeconds(1);
        move(CheckStates.CONNECTING);

        assertThat(view(0).state()).contains(CheckStates.CONNECTING);
        assertThat(view(0).since()).isEqualTo(now);
        assertThat(view(1)).isSameAs(other);
        assertThat(fold.current().sequence()).isEqualTo(1);
        assertThat(fold.current().at()).isEqualTo(now);
    }

    @Test
    void tries_to_connect_are_counted_the_last_one_too() {
        move(CheckStates.CONNECTING);
        find(new CheckEvent.AttemptFailed(1, LOST));
        find(new CheckEvent.AttemptFailed(2, LOST));
        fold.moved("c1", State.TerminalState.FAILED, Optional.of(LOST), now);

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
        assertThat(view(0).lastAttemptFailure()).isEmpty();
    }

    @Test
    void of_a_pool_the_last_figures_are_kept_also_after_the_end() {
        assertThat(view(0).pool()).isEmpty();

        find(new CheckEvent.PoolUsed(new PoolStats(3, 3, 0, 0)));
        fold.moved("c1", State.TerminalState.COMPLETED, Optional.empty(), now);
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
        fold.found("c2", new CheckEvent.JobsCounted(none), now);
        find(new CheckEvent.WatchEnded("time is up"));

        assertThat(fold.current().jobs())
                .containsExactly(
                        new ServerJobs(HERE, none, Optional.of(second), Optional.of("time is up")),
                        new ServerJobs(THERE, none, Optional.empty(), Optional.empty()));
    }

    private void move(State.Step to) {
        fold.moved("c1", to, Optional.empty(), now);
    }

    private void find(CheckEvent event) {
        fold.found("c1", event, now);
    }

    private ConnectionView view(int position) {
        return fold.current().connections().get(position);
    }
}
