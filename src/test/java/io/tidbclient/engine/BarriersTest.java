package io.tidbclient.engine;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.tidbclient.engine.State.Step;
import io.tidbclient.engine.State.TerminalState;
import org.junit.jupiter.api.Test;

class BarriersTest {
    private static final Step GATE = new Step("Gate");

    private final Barriers barriers = new Barriers(2);

    @Test
    void one_that_waits_is_released_when_the_last_reaches_the_state() {
        barriers.reached("c1", GATE);
        UniAssertSubscriber<Void> first = await();
        first.assertNotTerminated();

        barriers.reached("c2", GATE);

        first.assertCompleted();
    }

    @Test
    void one_that_waits_is_released_when_the_last_ends() {
        barriers.reached("c1", GATE);
        UniAssertSubscriber<Void> first = await();

        barriers.reached("c2", TerminalState.FAILED);

        first.assertCompleted();
    }

    @Test
    void a_connection_that_ended_before_is_not_waited_for() {
        barriers.reached("c2", TerminalState.CANCELLED);

        barriers.reached("c1", GATE);

        await().assertCompleted();
    }

    private UniAssertSubscriber<Void> await() {
        return Uni.createFrom()
                .<Void>emitter(emitter -> barriers.await(GATE, emitter))
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
    }
}
