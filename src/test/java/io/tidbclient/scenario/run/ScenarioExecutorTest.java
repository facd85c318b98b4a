package io.tidbclient.scenario.run;

import io.smallrye.mutiny.Uni;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.connection.FailureClassifier;
import io.tidbclient.engine.BlockingWork;
import io.tidbclient.scenario.Block;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.Servers;
import io.tidbclient.scenario.script.TestScripts;
import io.tidbclient.testing.ManualTimer;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import static org.assertj.core.api.Assertions.assertThat;

/** What is not run at all. */
class ScenarioExecutorTest {
    private final FakeSessions sessions = new FakeSessions();

    private ScenarioResult notPlayed(Scenario scenario) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            ScenarioExecutor.Started started = executor(threads)
                    .start(new ScenarioExecutor.Request(
                            scenario,
                            "the title",
                            StepOrder.WRITTEN,
                            Servers.TIDB,
                            List.of(ScenarioContexts.settings("c1")),
                            1,
                            Optional.empty(),
                            event -> {},
                            false,
                            Optional.empty()));
            return ((ScenarioExecutor.Skipped) started).result();
        }
    }

    private ScenarioExecutor executor(ExecutorService threads) {
        ManualTimer timer = new ManualTimer();
        return new ScenarioExecutor(
                sessions,
                new FailureClassifier(),
                new BlockingWork(threads),
                timer,
                timer.time(),
                (settings, state) -> Uni.createFrom().item(Optional.empty()));
    }

    @Test
    void scenarios_on_different_servers_neither_wait_for_each_other_nor_see_the_others_waits() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            ScenarioExecutor executor = executor(threads);
            ServerLocks shop = executor.locks(new ServerAddress("127.0.0.1", 4000));

            assertThat(executor.locks(new ServerAddress("127.0.0.1", 4000))).isSameAs(shop);
            ServerLocks crm = executor.locks(new ServerAddress("127.0.0.1", 4001));
            assertThat(crm.grants()).isNotSameAs(shop.grants());
            assertThat(crm.waits()).isNotSameAs(shop.waits());
        }
    }

    @Test
    void a_scenario_without_a_step_for_this_server_is_skipped() {
        ScenarioResult result = notPlayed(TestScripts.steps("- a: SELECT 1", "  only-on: mariadb"));

        assertThat(result.status()).isEqualTo(ScenarioResult.Status.SKIPPED);
        assertThat(result.title()).isEqualTo("the title");
        assertThat(result.why()).isEqualTo("none of its steps is for TiDB");
        assertThat(sessions.log()).isEmpty();
    }

    @Test
    void a_mistake_that_only_shows_when_steps_are_laid_out_breaks_this_scenario_alone() {
        Scenario scenario = TestScripts.steps("- a: SELECT 1");
        Block endless = new Block.Repeat(scenario.place(), 60_000, "", scenario.steps());

        ScenarioResult result = notPlayed(with(scenario, List.of(endless)));

        assertThat(result.status()).isEqualTo(ScenarioResult.Status.ERROR);
        assertThat(result.why()).contains("this makes more than 50000 steps");
    }

    private static Scenario with(Scenario read, List<Block> steps) {
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
                steps,
                read.permutations(),
                read.workload(),
                read.checks(),
                read.teardown());
    }
}
