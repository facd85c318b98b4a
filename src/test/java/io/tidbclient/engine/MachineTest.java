package io.tidbclient.engine;

import io.smallrye.mutiny.Uni;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.engine.State.Step;
import io.tidbclient.testing.ManualTimer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

import static org.assertj.core.api.Assertions.assertThat;

/** What tests of a machine share: one of two states, whose timer passes when they say so, and all that it does. */
abstract class MachineTest {
    static final Step FIRST = new Step("First");
    static final Step SECOND = new Step("Second");
    static final Duration LIMIT = Duration.ofSeconds(5);
    static final Duration PATIENCE = Duration.ofSeconds(10);

    final ManualTimer timer = new ManualTimer();
    final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    final BlockingWork blocking = new BlockingWork(threads);
    final List<String> seen = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    MachineResult run(StateHandler... handlers) {
        return machine(handlers).run().await().atMost(PATIENCE);
    }

    StateMachine machine(StateHandler... handlers) {
        Workflow workflow =
                Workflow.named("w").step(FIRST, LIMIT).step(SECOND, LIMIT).build();
        return machine(workflow, List.of(handlers));
    }

    StateMachine machine(Workflow workflow, List<StateHandler> handlers) {
        return machine(workflow, MessageBus.none(), handlers);
    }

    StateMachine machine(Workflow workflow, MessageBus bus, List<StateHandler> handlers) {
        StateMachine.Environment environment = new StateMachine.Environment(
                Handlers.covering(workflow, handlers),
                thrown -> Failure.of(FailureKind.DEFECT, thrown.getMessage(), ""),
                timer.clock(),
                timer,
                blocking);
        StateContext context = new StateContext("c1", bus, event -> {});
        return new StateMachine(workflow, context, environment, new RecordingListener(seen));
    }

    static Uni<Next> proceed(String why) {
        return Uni.createFrom().item(Next.proceed(why));
    }

    StateHandler handler(Step state, Function<StateContext, Uni<Next>> work) {
        return new RecordingHandler(seen, state, work);
    }

    void awaitSeen(String line) {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(seen).contains(line));
    }
}
