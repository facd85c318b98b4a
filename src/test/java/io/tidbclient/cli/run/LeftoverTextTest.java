package io.tidbclient.cli.run;

import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.scenario.run.DropResult;
import io.tidbclient.scenario.run.FoundLeftovers;
import io.tidbclient.scenario.run.Leftover;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** The result line of {@code scenarios clean} never claims more than what was searched and dropped. */
class LeftoverTextTest {
    private static final Leftover USER = new Leftover("aaaa0000", Leftover.Kind.USER, "tc_aaaa0000_app", "%");
    private static final Leftover DATABASE =
            new Leftover("aaaa0000", Leftover.Kind.DATABASE, "tidb_client_aaaa0000", "");
    private static final Optional<String> DENIED = Optional.of("SELECT command denied.");

    private static FoundLeftovers found(Optional<String> usersUnread, Leftover... abandoned) {
        return new FoundLeftovers(List.of(abandoned), List.of(), usersUnread);
    }

    private static DropResult result(List<Leftover> dropped, Optional<Failure> failure) {
        return new DropResult(dropped, Map.of(), failure.map(lost -> new DropResult.Interruption(DATABASE, lost)));
    }

    @Test
    void users_that_could_not_be_searched_are_named_in_every_result() {
        assertThat(LeftoverText.nothing(found(DENIED)))
                .isEqualTo("No database is left behind; users were not searched: SELECT command denied.");
        assertThat(LeftoverText.dryRun(found(DENIED, DATABASE)))
                .isEqualTo(
                        "1 left behind, nothing dropped (--dry-run); users were not searched: SELECT command denied.");
        assertThat(LeftoverText.dropped(found(DENIED, DATABASE), result(List.of(DATABASE), Optional.empty())))
                .isEqualTo("1 of 1 dropped; users were not searched: SELECT command denied.");
    }

    @Test
    void complete_search_has_a_short_result() {
        assertThat(LeftoverText.nothing(found(Optional.empty()))).isEqualTo("Nothing is left behind.");
        assertThat(LeftoverText.dryRun(found(Optional.empty(), USER, DATABASE)))
                .isEqualTo("2 left behind, nothing dropped (--dry-run).");
        assertThat(LeftoverText.dropped(
                        found(Optional.empty(), USER, DATABASE), result(List.of(USER), Optional.empty())))
                .isEqualTo("1 of 2 dropped.");
    }

    @Test
    void what_was_dropped_before_the_connection_failed_is_named() {
        Optional<Failure> lost = Optional.of(Failure.of(FailureKind.CONNECTION_LOST, "The connection was lost.", ""));

        assertThat(LeftoverText.dropped(found(Optional.empty(), USER, DATABASE), result(List.of(USER), lost)))
                .isEqualTo("1 of 2 dropped before the connection failed: user 'tc_aaaa0000_app'@'%'; whether database"
                        + " tidb_client_aaaa0000 was dropped is not known.");
        assertThat(LeftoverText.dropped(found(Optional.empty(), USER, DATABASE), result(List.of(), lost)))
                .isEqualTo(
                        "0 of 2 dropped before the connection failed; whether database tidb_client_aaaa0000 was dropped is"
                                + " not known.");
    }

    @Test
    void question_says_that_no_run_may_be_in_progress() {
        assertThat(LeftoverText.question(1))
                .startsWith("No run may be in progress on the server or its cluster: ")
                .endsWith(" Drop it permanently?");
        assertThat(LeftoverText.question(2)).endsWith(" Drop these 2 permanently?");
    }
}
