package io.tidbclient.engine;

import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.tidbclient.engine.State.Step;
import org.junit.jupiter.api.Test;

class MessageBusTest {
    private final MessageBus none = MessageBus.none();

    @Test
    void a_connection_that_runs_alone_never_waits_for_others() {
        none.untilAllReach(new Step("Gate"))
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create())
                .assertCompleted();
    }

    @Test
    void a_connection_that_runs_alone_receives_nothing() {
        none.send("c1", "hello");

        none.receive().subscribe().withSubscriber(UniAssertSubscriber.create()).assertNotTerminated();
    }
}
