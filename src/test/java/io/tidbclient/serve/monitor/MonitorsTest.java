package io.tidbclient.serve.monitor;

import io.smallrye.mutiny.Uni;
import io.tidbclient.config.CheckRequest;
import io.tidbclient.config.ConfigException;
import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.config.Plan;
import io.tidbclient.config.Secret;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.engine.Run;
import io.tidbclient.engine.StopCause;
import io.tidbclient.importjob.JobBuilder;
import io.tidbclient.importjob.JobInterest;
import io.tidbclient.importjob.run.ImportRequest;
import io.tidbclient.importjob.run.JobFold;
import io.tidbclient.scenario.run.ScenarioOrder;
import io.tidbclient.scenario.run.ScenarioRun;
import io.tidbclient.scenario.script.TestScripts;
import io.tidbclient.serve.status.ScenarioView;
import io.tidbclient.serve.status.ServerEvent;
import io.tidbclient.serve.status.StatusBoard;
import io.tidbclient.serve.status.TargetPast;
import io.tidbclient.serve.status.TargetView;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class MonitorsTest {
    private static final Plan EVERY_MINUTE = new Plan.Every(Duration.ofMinutes(1));

    private final StatusBoard board = new StatusBoard(Instant.EPOCH);
    private final Planned planned = new Planned();
    private final Monitors monitors = new Monitors(
            planned,
            new Runs(MonitorsTest::noRun, (request, fold) -> noRun(request), MonitorsTest::noScenario),
            board,
            () -> Instant.EPOCH,
            new Random(1));

    @Test
    void each_target_has_a_job_of_its_own_that_starts_within_ten_seconds() {
        monitors.configure(List.of(target("a", EVERY_MINUTE, 4000), target("b", EVERY_MINUTE, 4001)));

        assertThat(planned.delays).containsOnlyKeys("check of a", "check of b");
        assertThat(planned.delays.values())
                .doesNotHaveDuplicates()
                .allMatch(delay -> delay.compareTo(Duration.ofSeconds(10)) < 0);
        assertThat(board.latest().targets()).extracting(TargetView::name).containsExactly("a", "b");
    }

    @Test
    void first_check_does_not_wait_longer_than_the_interval() {
        for (int i = 0; i < 50; i++) {
            monitors.configure(List.of(target("a" + i, new Plan.Every(Duration.ofSeconds(2)), 4000)));
        }
        assertThat(planned.longestDelay).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void a_target_with_a_cron_expression_is_checked_at_once_since_it_may_be_due_in_a_week() {
        Runs preventing = new Runs(
                request -> {
                    throw new ConfigException("The check ends at once.");
                },
                (request, fold) -> noRun(request),
                MonitorsTest::noScenario);
        Monitors others = new Monitors(planned, preventing, board, () -> Instant.EPOCH, new Random(1));

        others.configure(
                List.of(target("weekly", new Plan.Cron("0 0 0 ? * MON"), 4000), target("often", EVERY_MINUTE, 4000)));

        assertThat(board.latest().targets()).extracting(TargetView::checks).containsExactly(1L, 0L);
    }

    @Test
    void new_configuration_touches_only_what_has_changed() {
        monitors.configure(List.of(
                target("same", EVERY_MINUTE, 4000),
                target("changed", EVERY_MINUTE, 4000),
                target("gone", EVERY_MINUTE, 4000)));
        TargetMonitor same = monitors.monitor("same").orElseThrow();
        TargetMonitor changed = monitors.monitor("changed").orElseThrow();

        monitors.configure(List.of(
                target("new", EVERY_MINUTE, 4000),
                target("changed", EVERY_MINUTE, 4001),
                target("same", EVERY_MINUTE, 4000)));

        assertThat(planned.delays).containsOnlyKeys("check of new", "check of changed", "check of same");
        assertThat(monitors.monitor("same")).containsSame(same);
        assertThat(monitors.monitor("changed")).isPresent().get().isNotSameAs(changed);
        assertThat(monitors.monitor("gone")).isEmpty();
        assertThat(board.latest().targets()).extracting(TargetView::name).containsExactly("new", "changed", "same");
    }

    @Test
    void import_jobs_are_followed_by_a_job_of_their_own_where_the_target_wants_it() {
        Target plain = target("a", EVERY_MINUTE, 4000);
        Target following = new Target("b", plain.check(), plain.plan(), true);

        monitors.configure(List.of(plain, following));
        assertThat(planned.delays).containsOnlyKeys("check of a", "check of b", "import jobs of b");

        monitors.configure(List.of(plain, new Target("b", plain.check(), plain.plan(), false)));
        assertThat(planned.delays).containsOnlyKeys("check of a", "check of b");
    }

    @Test
    void followers_connection_has_a_name_of_its_own_and_each_run_goes_to_the_next_server() {
        Target target = new Target(
                "a",
                CheckRequest.of(List.of(connection("c1", 4000), connection("c2", 4000), connection("c3", 4001))),
                EVERY_MINUTE,
                true);

        assertThat(List.of(0, 1, 2))
                .map(attempt -> target.following(Target.Following.USUAL, 3, attempt, job -> false)
                        .connections()
                        .getFirst())
                .allMatch(connection -> connection.name().matches("a/3/[012]/imports"))
                .allMatch(connection -> connection.databases().isEmpty())
                .extracting(connection -> connection.target().port())
                .containsExactly(4000, 4001, 4000);
    }

    @Test
    void a_job_that_was_active_when_last_seen_is_followed_however_old_it_is() {
        JobInterest interest = new Target("a", target("a", EVERY_MINUTE, 4000).check(), EVERY_MINUTE, true)
                .following(Target.Following.USUAL, 1, 1, job -> job == 7)
                .limits()
                .interest();
        Optional<Duration> old = Optional.of(Duration.ofDays(2));

        assertThat(interest.follows(JobBuilder.job(7).build(), false, old)).isTrue();
        assertThat(interest.follows(JobBuilder.job(8).build(), false, old)).isFalse();
    }

    @Test
    void what_a_history_has_is_taken_in_before_the_first_checks() {
        List<ServerEvent> events = new ArrayList<>();
        var unused = board.updates().subscribe().with(update -> events.add(update.event()));
        TargetPast past = new TargetPast(List.of(), Optional.empty(), Optional.empty(), List.of(), List.of());
        Runs preventing = new Runs(
                request -> {
                    throw new ConfigException("The check ends at once.");
                },
                (request, fold) -> noRun(request),
                MonitorsTest::noScenario);

        new Monitors(planned, preventing, board, () -> Instant.EPOCH, new Random(1))
                .configure(
                        List.of(target("a", new Plan.Cron("0 0 3 ? * MON"), 4000)),
                        List.of(new ServerEvent.HistoryRead("a", past)));

        assertThat(events)
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("TargetsConfigured", "HistoryRead", "CheckStarted", "CheckPrevented");
    }

    @Test
    void jobs_are_polled_and_stall_as_the_target_says() {
        List<ImportRequest> requests = new ArrayList<>();
        List<JobFold> folds = new ArrayList<>();
        Target plain = target("a", EVERY_MINUTE, 4000);
        Target.Following how = new Target.Following(Duration.ofSeconds(30), Duration.ofHours(1));
        Runs following = new Runs(
                MonitorsTest::noRun,
                (request, fold) -> {
                    requests.add(request);
                    folds.add(fold);
                    throw new ConfigException("The run ends at once.");
                },
                MonitorsTest::noScenario);

        new Monitors(planned, following, board, () -> Instant.EPOCH, new Random(1))
                .configure(List.of(new Target("a", plain.check(), plain.plan(), Optional.of(how), List.of())));
        var unused = planned.jobs.get("import jobs of a").get().await().atMost(Duration.ofSeconds(20));

        assertThat(requests).extracting(request -> request.limits().interval()).containsExactly(how.interval());
        assertThat(folds).doesNotContainNull().hasSize(1);
    }

    @Test
    void connections_of_a_target_that_is_replaced_have_other_names() {
        Target target = target("a", EVERY_MINUTE, 4000);

        assertThat(target.distinctCheck(1, 7).connections().getFirst().name()).isEqualTo("a/1/7/c1");
        assertThat(target.distinctCheck(2, 1).connections().getFirst().name()).isEqualTo("a/2/1/c1");
    }

    @Test
    void each_scenario_has_a_job_of_its_own_and_is_shown_before_it_has_run() {
        Plan nightly = new Plan.Cron("0 0 3 * * ?");
        Target target = with(scenario("isolation/p4", EVERY_MINUTE), scenario("nightly", nightly));

        monitors.configure(List.of(target));

        assertThat(planned.delays)
                .containsOnlyKeys("check of a", "scenario isolation/p4 of a", "scenario nightly of a");
        assertThat(planned.delays.get("scenario isolation/p4 of a")).isLessThan(Duration.ofSeconds(10));
        assertThat(board.latest().target("a").orElseThrow().scenarios().all())
                .extracting(ScenarioView::name, ScenarioView::status, ScenarioView::next)
                .containsExactly(
                        tuple(
                                "isolation/p4",
                                Optional.empty(),
                                Optional.of(Instant.EPOCH.plus(planned.delays.get("scenario isolation/p4 of a")))),
                        tuple("nightly", Optional.empty(), Optional.of(Instant.EPOCH)));
    }

    @Test
    void scripts_that_say_the_same_leave_the_target_alone_and_others_replace_it() {
        monitors.configure(List.of(with(scenario("s", EVERY_MINUTE))));
        TargetMonitor before = monitors.monitor("a").orElseThrow();

        monitors.configure(List.of(with(scenario("s", EVERY_MINUTE))));
        assertThat(monitors.monitor("a")).containsSame(before);

        monitors.configure(List.of(target("a", EVERY_MINUTE, 4000)));
        assertThat(planned.delays).containsOnlyKeys("check of a");
        assertThat(board.latest().target("a").orElseThrow().scenarios().all()).isEmpty();
    }

    @Test
    void runs_of_a_scenario_go_to_each_server_in_turn_by_connections_of_their_own() {
        Target target = new Target(
                "a",
                CheckRequest.of(List.of(connection("c1", 4000), connection("c2", 4001))),
                EVERY_MINUTE,
                Optional.empty(),
                List.of(scenario("s", EVERY_MINUTE)));

        assertThat(List.of(1, 2, 3))
                .map(number -> target.ofScenario(7, "s", number))
                .allMatch(connection -> connection.name().matches("a/7/[123]/scenario s"))
                .allMatch(connection -> connection.databases().isEmpty())
                .extracting(connection -> connection.target().port())
                .containsExactly(4000, 4001, 4000);
    }

    @Test
    void stopped_monitors_are_called_no_more() {
        monitors.configure(List.of(target("a", EVERY_MINUTE, 4000)));
        TargetMonitor monitor = monitors.monitor("a").orElseThrow();

        monitors.stop(new StopCause.Interrupted(15));

        assertThat(planned.delays).isEmpty();
        assertThat(monitor.check().await().atMost(Duration.ofSeconds(20))).isEmpty();
    }

    private static Target target(String name, Plan plan, int port) {
        return new Target(name, CheckRequest.of(List.of(connection("c1", port))), plan, false);
    }

    private static Target with(ScheduledScenario... scenarios) {
        Target plain = target("a", EVERY_MINUTE, 4000);
        return new Target("a", plain.check(), plain.plan(), Optional.empty(), List.of(scenarios));
    }

    private static ScheduledScenario scenario(String name, Plan plan) {
        return new ScheduledScenario(
                name, plan, Duration.ofMinutes(1), List.of(TestScripts.steps("- a: SELECT 1", "  rows: [[1]]")));
    }

    private static ConnectionSettings connection(String name, int port) {
        return ConnectionSettings.of(name, new ServerAddress("127.0.0.1", port), "root", Secret.of(""), "shop");
    }

    private static <R, S> Run<S> noRun(R request) {
        throw new AssertionError("nothing is run here");
    }

    private static ScenarioRun noScenario(ScenarioOrder order) {
        throw new AssertionError("nothing is run here");
    }

    /** Keeps what is scheduled, and calls nothing. */
    private static final class Planned implements Schedule {
        private final Map<String, Duration> delays = new LinkedHashMap<>();
        private final Map<String, Supplier<Uni<Void>>> jobs = new LinkedHashMap<>();
        private Duration longestDelay = Duration.ZERO;

        @Override
        public void schedule(String identity, Plan plan, Duration delay, Supplier<Uni<Void>> job) {
            assertThat(delays.put(identity, delay)).as(identity).isNull();
            jobs.put(identity, job);
            longestDelay = delay.compareTo(longestDelay) > 0 ? delay : longestDelay;
        }

        @Override
        public Optional<Instant> next(String identity) {
            return Optional.ofNullable(delays.get(identity)).map(Instant.EPOCH::plus);
        }

        @Override
        public void unschedule(String identity) {
            assertThat(delays.remove(identity)).as(identity).isNotNull();
        }
    }
}
