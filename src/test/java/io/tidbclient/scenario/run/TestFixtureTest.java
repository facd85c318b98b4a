package io.tidbclient.scenario.run;

import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.SqlText;
import io.tidbclient.scenario.script.TestScripts;
import io.tidbclient.testing.ManualTimer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TestFixtureTest {
    private static final String DROP_DATABASE = "DROP DATABASE IF EXISTS `tidb_client_1`";

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ManualTimer timer = new ManualTimer();
    private final FakeSessions sessions = new FakeSessions();
    private final GrantLock grantLock = new GrantLock(sessions);
    private final List<ScenarioEvent> events = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void end_threads() {
        threads.shutdownNow();
    }

    private ScenarioContext scenarioContext(Scenario scenario) {
        return ScenarioContexts.of(scenario, sessions, grantLock, threads, timer);
    }

    private static Scenario scenario(String teardown) {
        Scenario read = TestScripts.one("""
                scenario: s
                users: {app: {privileges: SELECT}}
                setup: CREATE TABLE t (id INT)
                sessions: [a]
                steps: [{a: SELECT 1}]
                teardown: SELECT 1
                """);
        return new Scenario(
                read.place(),
                read.name(),
                read.purpose(),
                read.onlyOn(),
                read.stepLimit(),
                read.accounts(),
                read.setup(),
                read.sessions(),
                read.values(),
                read.steps(),
                read.permutations(),
                read.workload(),
                read.checks(),
                List.of(SqlText.parse(teardown)));
    }

    private List<String> leftOvers() {
        return events.stream()
                .filter(ScenarioEvent.LeftOver.class::isInstance)
                .map(event -> ((ScenarioEvent.LeftOver) event).what())
                .toList();
    }

    @Test
    void everything_else_is_removed_when_one_removal_fails_for_whatever_reason() throws InterruptedException {
        for (Runnable wrong : List.<Runnable>of(FakeSessions.failing(FailureKind.STATEMENT_REFUSED, 1064), () -> {
            throw new IllegalStateException("a defect");
        })) {
            sessions.when("DELETE", wrong).when("DROP USER", wrong);
            TestFixture fixture = new TestFixture(scenarioContext(scenario("DELETE FROM t")), events::add);
            fixture.setUp();
            fixture.close();

            assertThat(leftOvers()).containsExactly("teardown: DELETE FROM t", "user tc_1_app");
            assertThat(sessions.log()).contains(DROP_DATABASE);
            events.clear();
        }
    }

    @Test
    void a_teardown_with_a_name_that_has_no_value_is_reported_and_all_else_is_removed() throws InterruptedException {
        TestFixture fixture =
                new TestFixture(scenarioContext(scenario("DELETE FROM t WHERE id = :member")), events::add);
        fixture.setUp();
        fixture.close();

        assertThat(events)
                .contains(new ScenarioEvent.LeftOver(
                        "teardown: DELETE FROM t WHERE id = :member",
                        ":member has no value: the step that saves it did not run."));
        assertThat(sessions.log()).contains("DROP USER IF EXISTS ?", DROP_DATABASE);
    }

    private static Scenario withSessionTeardown() {
        return TestScripts.one("""
                scenario: s
                sessions:
                  a: {setup: 'SET @a = :member', teardown: [DELETE FROM a, SELECT 1]}
                  b: {teardown: DELETE FROM b}
                steps: [{a: SELECT 1}, {b: SELECT 2}]
                """);
    }

    private SessionConnection opened(ScenarioContext scenarioContext, String session) {
        SessionConnection connection = new SessionConnection(scenarioContext, session);
        long unused = connection.open();
        scenarioContext.openConnections().add(connection);
        return connection;
    }

    @Test
    void sessions_run_their_teardown_before_they_are_closed_and_before_the_database_is_dropped()
            throws InterruptedException {
        ScenarioContext scenarioContext = scenarioContext(withSessionTeardown());
        sessions.when("DELETE FROM b", FakeSessions.failing(FailureKind.STATEMENT_REFUSED, 1064));
        TestFixture fixture = new TestFixture(scenarioContext, events::add);
        fixture.setUp();
        SessionConnection first = opened(scenarioContext, "a");
        opened(scenarioContext, "b");

        fixture.close();

        assertThat(sessions.log())
                .containsSubsequence("SET @a = ?", "DELETE FROM a", "SELECT 1", "close a", DROP_DATABASE)
                .containsSubsequence("DELETE FROM b", "close b", DROP_DATABASE);
        assertThat(events).contains(new ScenarioEvent.LeftOver("session b", "teardown: DELETE FROM b: it failed"));
        assertThat(first.tearDown()).isEmpty();
    }

    @Test
    void a_session_without_a_connection_has_nothing_to_tear_down() throws InterruptedException {
        ScenarioContext scenarioContext = scenarioContext(withSessionTeardown());
        TestFixture fixture = new TestFixture(scenarioContext, events::add);
        fixture.setUp();
        opened(scenarioContext, "a").disconnect();

        fixture.close();

        assertThat(sessions.log()).doesNotContain("DELETE FROM a").contains(DROP_DATABASE);
        assertThat(leftOvers()).isEmpty();
    }

    @Test
    void what_the_server_refused_to_make_is_not_removed() {
        sessions.when("CREATE DATABASE", FakeSessions.failing(FailureKind.NO_PRIVILEGE, 1044));
        TestFixture fixture = new TestFixture(scenarioContext(scenario("SELECT 1")), events::add);

        assertThatThrownBy(fixture::setUp).isInstanceOf(FailureException.class);
        fixture.close();

        assertThat(sessions.log()).noneMatch(line -> line.startsWith("DROP"));
        assertThat(events).isEmpty();
    }

    @Test
    void a_setup_that_fails_names_its_statement() {
        sessions.when("CREATE TABLE", FakeSessions.failing(FailureKind.STATEMENT_REFUSED, 1064));
        TestFixture fixture = new TestFixture(scenarioContext(scenario("SELECT 1")), events::add);

        assertThatThrownBy(fixture::setUp)
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().sentence()).isEqualTo("setup: CREATE TABLE t (id INT): it failed"));
        fixture.close();
    }

    @Test
    void what_was_being_made_when_it_was_stopped_is_removed() throws InterruptedException {
        CountDownLatch creating = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        sessions.when("CREATE DATABASE", () -> {
            creating.countDown();
            boolean unused = await(goOn);
        });
        TestFixture fixture = new TestFixture(scenarioContext(scenario("SELECT 1")), events::add);
        FutureTask<Void> settingUp = settingUp(fixture);
        Thread maker = Thread.startVirtualThread(settingUp);
        assertThat(creating.await(10, TimeUnit.SECONDS)).isTrue();

        maker.interrupt();
        assertThatThrownBy(() -> settingUp.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(InterruptedException.class);
        fixture.stop();
        goOn.countDown();
        fixture.close();

        assertThat(sessions.log())
                .containsSubsequence("CREATE DATABASE `tidb_client_1`", DROP_DATABASE)
                .noneMatch(line -> line.startsWith("CREATE USER"));
    }

    private static FutureTask<Void> settingUp(TestFixture fixture) {
        return new FutureTask<>(() -> {
            fixture.setUp();
            return null;
        });
    }

    @Test
    void a_fixture_that_is_closed_at_the_very_beginning_creates_nothing() {
        TestFixture fixture = new TestFixture(scenarioContext(scenario("SELECT 1")), events::add);
        fixture.close();

        assertThatThrownBy(fixture::setUp).isInstanceOf(CancellationException.class);

        assertThat(sessions.log()).isEmpty();
    }

    @Test
    void a_fixture_that_is_stopped_before_it_is_closed_creates_nothing_either() {
        TestFixture fixture = new TestFixture(scenarioContext(scenario("SELECT 1")), events::add);
        fixture.stop();

        assertThatThrownBy(fixture::setUp).isInstanceOf(CancellationException.class);
        fixture.close();

        assertThat(sessions.log()).isEmpty();
    }

    @Test
    void closing_waits_for_what_has_only_just_started_to_be_made() {
        // What is made begins before whoever asked for it goes on.
        TestFixture fixture = new TestFixture(
                ScenarioContexts.of(scenario("SELECT 1"), sessions, grantLock, timer, timer), events::add);
        FutureTask<Void> settingUp = settingUp(fixture);
        Thread closer = Thread.ofPlatform().unstarted(fixture::close);
        grantLock.change(() -> {
            Thread maker = Thread.ofPlatform().start(settingUp);
            awaitWaiting(maker);
            closer.start();
            awaitWaiting(closer);

            assertThat(sessions.log())
                    .containsExactly(
                            "open (keeper)",
                            "SET SESSION autocommit = 1",
                            "CREATE DATABASE `tidb_client_1`",
                            "USE `tidb_client_1`");
        });

        assertThatThrownBy(() -> settingUp.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(CancellationException.class);
        Awaitility.await().until(() -> !closer.isAlive());
        assertThat(sessions.log())
                .containsSubsequence(
                        "CREATE USER ? IDENTIFIED BY ?", "SELECT 1", "DROP USER IF EXISTS ?", DROP_DATABASE)
                .endsWith("close (keeper)");
    }

    private static void awaitWaiting(Thread thread) {
        Awaitility.await().until(() -> thread.getState() == Thread.State.WAITING);
    }

    @Test
    void a_line_of_its_own_that_is_closed_is_not_opened_again() {
        AdminConnection connection = new AdminConnection(sessions, ScenarioContexts.settings("own"));
        connection.close();

        assertThatThrownBy(() -> connection.run(session -> {})).isInstanceOf(CancellationException.class);
        assertThat(sessions.log()).isEmpty();
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("creation must not be interrupted", e);
        }
    }

    @Test
    void a_server_that_is_away_is_asked_once() throws InterruptedException {
        TestFixture fixture = new TestFixture(scenarioContext(scenario("SELECT 1")), events::add);
        fixture.setUp();
        sessions.when("SELECT 1", FakeSessions.failing(FailureKind.CONNECTION_LOST, 0))
                .whenOpened(FakeSessions.failing(FailureKind.CONNECTION_REFUSED, 0));
        fixture.close();

        assertThat(sessions.log()).filteredOn("open (keeper)"::equals).hasSize(2);
        assertThat(leftOvers()).containsExactly("teardown: SELECT 1", "user tc_1_app", "database tidb_client_1");
    }

    @Test
    void sessions_end_before_the_database_is_dropped_and_what_they_were_at_is_killed() throws InterruptedException {
        ScenarioContext scenarioContext = scenarioContext(scenario("SELECT 1"));
        TestFixture fixture = new TestFixture(scenarioContext, events::add);
        fixture.setUp();
        SessionConnection idle = connection(scenarioContext);
        SessionConnection busy = connection(scenarioContext);
        sessions.when("SELECT SLEEP", () -> {
            // As if somebody else stopped the scenario while this is under way.
            busy.close();
            FakeSessions.failing(FailureKind.CONNECTION_LOST, 0).run();
        });
        assertThat(idle.open()).isEqualTo(77);
        assertThat(busy.open()).isEqualTo(77);
        assertThatThrownBy(() -> busy.run("SELECT SLEEP(100)", List.of())).isInstanceOf(FailureException.class);

        fixture.close();

        assertThat(sessions.log())
                .containsSubsequence("abort a", "close a", "close a", "KILL QUERY 77", DROP_DATABASE)
                .filteredOn(line -> line.startsWith("KILL"))
                .hasSize(1);
    }

    @Test
    void a_statement_is_ended_on_the_server_of_its_session() throws InterruptedException {
        Scenario two = TestScripts.one("""
                scenario: s
                sessions: {a: , b: {server: 2}}
                steps: [{a: SELECT 1}, {b: SELECT 1}]
                """);
        ScenarioContext scenarioContext = ScenarioContexts.withServers(
                scenarioContext(two),
                List.of(ScenarioContexts.settings("c1", 4000), ScenarioContexts.settings("c2", 4001)));
        TestFixture fixture = new TestFixture(scenarioContext, events::add);
        fixture.setUp();
        SessionConnection busy = new SessionConnection(scenarioContext, "b");
        scenarioContext.openConnections().add(busy);
        sessions.when("SELECT SLEEP", () -> {
            busy.close();
            FakeSessions.failing(FailureKind.CONNECTION_LOST, 0).run();
        });
        assertThat(busy.open()).isEqualTo(77);
        assertThatThrownBy(() -> busy.run("SELECT SLEEP(100)", List.of())).isInstanceOf(FailureException.class);

        fixture.close();

        assertThat(sessions.log()).containsSubsequence("open (killer 2)", "KILL QUERY 77", DROP_DATABASE);
        assertThat(sessions.opened())
                .filteredOn(settings -> settings.name().startsWith("(killer 2)"))
                .extracting(settings -> settings.target().port())
                .containsExactly(4001);
    }

    @Test
    void a_connection_that_was_cut_and_opened_again_runs_its_teardown() {
        sessions.numbered();
        ScenarioContext scenarioContext = scenarioContext(TestScripts.one("""
                scenario: s
                sessions: {a: {teardown: DELETE FROM a}}
                steps: [{a: SELECT 1}]
                """));
        SessionConnection connection = new SessionConnection(scenarioContext, "a");
        sessions.when("SELECT SLEEP", () -> {
            connection.abandon();
            FakeSessions.failing(FailureKind.CONNECTION_LOST, 0).run();
        });
        assertThat(connection.open()).isEqualTo(77);
        assertThatThrownBy(() -> connection.run("SELECT SLEEP(100)", List.of())).isInstanceOf(FailureException.class);
        assertThat(connection.open()).isEqualTo(78);

        assertThat(connection.tearDown()).isEmpty();
        assertThat(sessions.log()).endsWith("DELETE FROM a");
    }

    @Test
    void a_session_that_was_closed_takes_nothing_more_and_leaves_nothing_to_kill() {
        ScenarioContext scenarioContext = scenarioContext(scenario("SELECT 1"));
        SessionConnection connection = connection(scenarioContext);
        assertThat(connection.open()).isEqualTo(77);
        connection.close();

        assertThatThrownBy(() -> connection.run("SELECT 2", List.of())).isInstanceOf(CancellationException.class);

        assertThat(sessions.log()).doesNotContain("SELECT 2");
        assertThat(connection.brokenOff()).isEmpty();
    }

    private SessionConnection connection(ScenarioContext scenarioContext) {
        SessionConnection connection = new SessionConnection(scenarioContext, "a");
        scenarioContext.openConnections().add(connection);
        return connection;
    }

    @Test
    void users_are_created_and_dropped_while_no_other_session_changes_any() throws InterruptedException {
        for (String statement : List.of("CREATE USER", "GRANT", "DROP USER")) {
            sessions.when(statement, () -> assertThat(isFree()).as(statement).isFalse());
        }
        sessions.when("SELECT 1", () -> assertThat(isFree()).isTrue());
        TestFixture fixture = new TestFixture(scenarioContext(scenario("SELECT 1")), events::add);
        fixture.setUp();
        fixture.close();

        assertThat(sessions.log())
                .containsSubsequence("CREATE USER ? IDENTIFIED BY ?", "SELECT 1", "DROP USER IF EXISTS ?");
        assertThat(events).isEmpty();
    }

    @Test
    void what_a_script_itself_does_to_users_is_done_alone_too() throws InterruptedException {
        sessions.when("/* */ GRANT", () -> assertThat(isFree()).isFalse());
        TestFixture fixture =
                new TestFixture(scenarioContext(scenario("/* */ GRANT SELECT ON *.* TO somebody")), events::add);
        fixture.setUp();
        fixture.close();

        assertThat(sessions.log()).contains("/* */ GRANT SELECT ON *.* TO somebody");
        assertThat(events).isEmpty();
    }

    /** Whether somebody else could change users now. */
    private boolean isFree() {
        Thread other = Thread.ofPlatform().start(() -> grantLock.change(() -> {}));
        Awaitility.await()
                .until(() ->
                        Set.of(Thread.State.WAITING, Thread.State.TERMINATED).contains(other.getState()));
        return other.getState() == Thread.State.TERMINATED;
    }

    @Test
    void a_session_is_given_up_after_the_longest_step_and_not_before() {
        SessionCredentials credentials = scenarioContext(scenario("SELECT 1")).credentials();

        assertThat(credentials.settings("a").timeouts().read()).isEqualTo(Duration.ofSeconds(125));
        assertThat(credentials.own("keeper").timeouts().read()).isEqualTo(Duration.ofSeconds(30));
    }
}
