package io.tidbclient.output.scenario;

import io.tidbclient.connection.ServerVersion;
import io.tidbclient.coordination.RunVerdict;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.play.Difference;
import io.tidbclient.scenario.play.Performance;
import io.tidbclient.scenario.play.Performance.Status;
import io.tidbclient.scenario.play.ScenarioFinding.LeftOver;
import io.tidbclient.scenario.play.StepRecord;
import io.tidbclient.scenario.script.Scripts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Playings for tests of what is printed of them. */
final class Performances {
    static final Instant START = Instant.parse("2026-03-04T05:06:07Z");
    private static final Scenario SCENARIO = Scripts.steps("- a: SELECT 1");

    private Performances() {}

    static Performance of(String title, Status status, String why, List<String> notes, LeftOver... left) {
        return new Performance(
                SCENARIO,
                title,
                status,
                why,
                status == Status.FAILED
                        ? Optional.of(new Difference(SCENARIO.place(), "step 1, a: SELECT 1", "(2)", "(1)"))
                        : Optional.empty(),
                START,
                Duration.ofMillis(1_250),
                List.of("a", "b"),
                Map.of("a", 7L),
                List.of(),
                List.of(),
                Optional.empty(),
                notes,
                List.of(left),
                42,
                Optional.empty());
    }

    /** The same with a step. */
    static Performance with(Performance performance, StepRecord step) {
        return new Performance(
                performance.scenario(),
                performance.title(),
                performance.status(),
                performance.why(),
                performance.difference(),
                performance.startedAt(),
                performance.took(),
                performance.sessions(),
                performance.connectionIds(),
                List.of(step),
                performance.checks(),
                performance.work(),
                performance.notes(),
                performance.leftOvers(),
                performance.seed(),
                performance.verdict());
    }

    static ScenarioReport report(RunVerdict verdict, Performance... performances) {
        return new ScenarioReport(
                "127.0.0.1:4000",
                Optional.of(new ServerVersion(ServerVersion.Product.TIDB, "v8.5.4", "Community", "unistore", false)),
                START,
                Duration.ofSeconds(5),
                List.of(performances),
                verdict);
    }
}
