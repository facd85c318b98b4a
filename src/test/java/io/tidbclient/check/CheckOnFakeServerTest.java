package io.tidbclient.check;

import io.tidbclient.config.ConfigException;
import io.tidbclient.connection.DatabaseAccess;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.Run;
import io.tidbclient.engine.RunEvent;
import io.tidbclient.engine.RunResult;
import io.tidbclient.engine.State;
import io.tidbclient.engine.StopCause;
import io.tidbclient.testing.ManualTimer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import static org.assertj.core.api.Assertions.assertThat;

/** A whole check on a fake server: its databases, what ends it early, and an interrupt. */
class CheckOnFakeServerTest {
    private final FakeServerCheck check = new FakeServerCheck();
    private final FakeServer server = check.server();
    private final ManualTimer timer = check.timer();
    private final RecordedEvents events = check.events();

    @AfterEach
    void stop() {
        check.close();
    }

    @Test
    void each_database_is_verified_in_turn_and_the_grants_are_read_once() {
        check.databases("shop", "crm", "my db");

        RunResult<CheckSnapshot> result = check.finish(check.start(1));

        assertThat(result.last().connections().getFirst().databases())
                .extracting(DatabaseAccess::database)
                .containsExactly("shop", "crm", "my db");
        assertThat(server.statements())
                .filteredOn(sql -> sql.startsWith("USE") || sql.startsWith("SHOW GRANTS"))
                .containsExactly("USE `shop`", "SHOW GRANTS", "USE `crm`", "USE `my db`");
        assertThat(result.verdict().outcome()).isEqualTo(Outcome.SUCCESS);
    }

    @Test
    void the_first_database_that_is_denied_ends_the_connection_and_those_before_it_stay() {
        check.databases("shop", "crm", "stock");
        server.refuseDatabase("crm", FailureKind.NO_PRIVILEGE);

        RunResult<CheckSnapshot> result = check.finish(check.start(2));

        assertThat(result.verdict().outcome()).isEqualTo(Outcome.DENIED);
        assertThat(result.last().connections()).allSatisfy(view -> {
            assertThat(view.databases()).extracting(DatabaseAccess::database).containsExactly("shop");
            assertThat(view.failure().orElseThrow().kind()).isEqualTo(FailureKind.NO_PRIVILEGE);
            assertThat(view.failure().orElseThrow().sentence()).isEqualTo("database 'crm': no");
            assertThat(view.failure().orElseThrow().state()).isEqualTo("VerifyingDatabase");
        });
        assertThat(server.count("USE `stock`")).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "d1 | database d1 may be used",
                "d1,d2 | databases d1, d2 may be used",
                "d1,d2,d3,d4,d5 | databases d1, d2, d3, d4, d5 may be used",
                "d1,d2,d3,d4,d5,d6 | 6 databases may be used"
            })
    void databases_that_may_be_used_are_named_up_to_five(String databases, String reason) {
        check.databases(databases.split(","));

        RunResult<CheckSnapshot> result = check.finish(check.start(1));

        assertThat(result.verdict().outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(reasonTo(CheckStates.GETTING_VERSION)).isEqualTo(reason);
    }

    @Test
    void a_server_that_is_lost_is_about_none_of_the_databases() {
        check.databases("shop", "crm");
        server.refuseDatabase("crm", FailureKind.TOO_MANY_CONNECTIONS);

        RunResult<CheckSnapshot> result = check.finish(check.start(1));

        assertThat(result.last()
                        .connections()
                        .getFirst()
                        .failure()
                        .orElseThrow()
                        .sentence())
                .isEqualTo("no");
    }

    @Test
    void a_mistake_in_the_settings_ends_the_check_before_anything_is_opened() {
        check.mistake(new ConfigException("The CA file x does not exist."));

        RunResult<CheckSnapshot> result = check.finish(check.start(1));

        Failure failure = result.last().connections().getFirst().failure().orElseThrow();
        assertThat(failure.kind()).isEqualTo(FailureKind.MISCONFIGURED);
        assertThat(failure.sentence()).isEqualTo("The CA file x does not exist.");
        assertThat(failure.hint()).isEqualTo("tidb-client config show lists all settings");
        assertThat(failure.state()).isEqualTo("ParsingConfig");
        check.assertNothingIsLeft(0);
    }

    @Test
    void active_jobs_are_not_watched_for_no_time() {
        check.watch(Duration.ZERO);
        server.jobs("running");

        RunResult<CheckSnapshot> result = check.finish(check.start(1));

        assertThat(result.verdict().outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(events.reasonsOfTheEnd()).containsExactly("the import jobs are not watched");
        check.assertNothingIsLeft(1);
    }

    @ParameterizedTest
    @CsvSource({"1, 1 import job is active", "2, 2 import jobs are active"})
    void the_number_of_active_jobs_is_the_reason_to_watch_them(int jobs, String reason) {
        server.jobs(Collections.nCopies(jobs, "running").toArray(String[]::new));
        Run<CheckSnapshot> run = check.start(1);
        check.awaitWatching(1);
        timer.advance(FakeServerCheck.WATCH);

        RunResult<CheckSnapshot> unused = check.finish(run);

        assertThat(reasonTo(CheckStates.SHOWING_IMPORT_JOB_DETAILS)).isEqualTo(reason);
    }

    @Test
    void each_database_has_time_of_its_own() {
        check.databases("shop", "crm", "stock");
        server.before("USE", () -> timer.advance(Duration.ofSeconds(150)));

        RunResult<CheckSnapshot> result = check.finish(check.start(1));

        assertThat(result.last().connections().getFirst().databases()).hasSize(3);
        assertThat(result.verdict().outcome()).isEqualTo(Outcome.SUCCESS);
    }

    @Test
    void a_server_that_is_lost_between_two_databases_is_reached_again() {
        check.databases("shop", "crm");
        AtomicBoolean cut = new AtomicBoolean();
        server.before("SHOW GRANTS", () -> {
            if (cut.compareAndSet(false, true)) {
                server.cutAll();
            }
        });

        RunResult<CheckSnapshot> result = check.finish(check.start(1));

        assertThat(result.verdict().outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(result.last().connections().getFirst().databases()).hasSize(2);
        assertThat(result.last().connections().getFirst().reopened()).isEqualTo(1);
    }

    @Test
    void with_nothing_active_nothing_is_watched() {
        server.jobs("finished", "cancelled");

        RunResult<CheckSnapshot> result = check.finish(check.start(3));

        assertThat(result.verdict().outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(events.reasonsOfTheEnd()).containsOnly("no import job is active");
        check.assertNothingIsLeft(3);
    }

    @Test
    void a_mariadb_is_said_to_be_one_and_is_not_asked_for_import_jobs() {
        server.version("10.11.6-MariaDB");

        RunResult<CheckSnapshot> result = check.finish(check.start(2));

        assertThat(result.verdict().outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(events.reasonsOfTheEnd()).containsOnly("MariaDB has no import jobs");
        assertThat(server.count(FakeServer.JOBS)).isZero();
    }

    @Test
    void a_server_that_is_down_is_tried_as_often_as_the_policy_says() {
        server.down(true);

        RunResult<CheckSnapshot> result = check.finish(check.start(1));

        assertThat(result.verdict().outcome()).isEqualTo(Outcome.UNREACHABLE);
        assertThat(events.failedAttempts())
                .as("the last one is the failure itself")
                .isEqualTo(2);
        assertThat(result.last()
                        .connections()
                        .getFirst()
                        .failure()
                        .orElseThrow()
                        .state())
                .isEqualTo("Connecting");
    }

    @Test
    void an_interrupt_in_the_middle_of_a_poll_closes_every_session() {
        server.jobs("running");
        Run<CheckSnapshot> run = check.start(4);
        check.awaitWatching(4);
        CountDownLatch asked = new CountDownLatch(1);
        server.before(FakeServer.JOBS, () -> {
            asked.countDown();
            FakeServerCheck.waitFor(new CountDownLatch(1));
        });
        check.tickUntil(() -> asked.getCount() == 0);

        run.stop(new StopCause.Interrupted(2));

        RunResult<CheckSnapshot> result = check.finish(run);
        assertThat(result.verdict().outcome()).isEqualTo(Outcome.INTERRUPTED);
        assertThat(result.last().count(State.TerminalState.COMPLETED)).isEqualTo(4);
        check.assertNothingIsLeft(4);
    }

    @Test
    void a_session_that_is_opened_after_its_machine_was_cancelled_is_closed() throws InterruptedException {
        CountDownLatch opening = new CountDownLatch(1);
        CountDownLatch mayOpen = new CountDownLatch(1);
        server.before("open", () -> {
            opening.countDown();
            waitStubbornlyFor(mayOpen);
        });
        Run<CheckSnapshot> run = check.start(1);
        assertThat(opening.await(10, TimeUnit.SECONDS)).isTrue();
        run.stop(new StopCause.Interrupted(15));
        assertThat(check.finish(run).verdict().outcome()).isEqualTo(Outcome.TERMINATED);

        mayOpen.countDown();

        check.await(() -> server.openedSessions() == 1 && server.openSessions() == 0);
        assertThat(events.all()).noneMatch(event -> event instanceof RunEvent.Found);
    }

    private String reasonTo(State.Step state) {
        return events.all().stream()
                .filter(event -> event instanceof RunEvent.Transitioned moved
                        && moved.to().equals(state))
                .map(event -> ((RunEvent.Transitioned) event).reason())
                .findFirst()
                .orElseThrow();
    }

    /** As a name lookup does, which no interrupt ends. */
    private static void waitStubbornlyFor(CountDownLatch latch) {
        boolean interrupted = false;
        while (true) {
            try {
                latch.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
