package io.tidbclient.engine;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class InterruptibleWorkTest {
    private final List<String> happened = new ArrayList<>();
    private final List<InterruptibleWork<String>> begun = new ArrayList<>();
    private UniEmitter<? super String> worker;
    private final Uni<String> work = Uni.createFrom()
            .<String>emitter(emitter -> {
                happened.add("begun");
                worker = emitter;
            })
            .onCancellation()
            .invoke(() -> happened.add("cancelled"));

    @Test
    void work_that_is_not_interrupted_has_its_own_result() {
        UniAssertSubscriber<String> result = subscribe();

        worker.complete("done");

        result.assertCompleted().assertItem("done");
        assertThat(happened).containsExactly("begun");
    }

    @Test
    void work_that_fails_fails_as_a_whole() {
        UniAssertSubscriber<String> result = subscribe();

        worker.fail(new IllegalStateException("no"));

        result.assertFailedWith(IllegalStateException.class, "no");
    }

    @Test
    void interrupted_work_is_cancelled_before_its_result_is_given() {
        InterruptibleWork.of(work, begun::add).subscribe().with(result -> happened.add("result " + result));

        begun.getFirst().interrupt("stopped");
        worker.complete("done");

        assertThat(happened).containsExactly("begun", "cancelled", "result stopped");
    }

    @Test
    void work_that_is_interrupted_before_it_begins_does_not_begin() {
        UniAssertSubscriber<String> result = InterruptibleWork.of(work, before -> before.interrupt("stopped"))
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());

        result.assertCompleted().assertItem("stopped");
        assertThat(happened).isEmpty();
    }

    @Test
    void an_interruption_after_the_end_changes_nothing() {
        UniAssertSubscriber<String> result = subscribe();
        worker.complete("done");

        begun.getFirst().interrupt("stopped");

        result.assertCompleted().assertItem("done");
        assertThat(happened).containsExactly("begun");
    }

    @Test
    void work_is_cancelled_with_the_subscription_to_its_result() {
        subscribe().cancel();

        assertThat(happened).containsExactly("begun", "cancelled");
    }

    @Test
    void work_that_is_done_at_once_needs_no_waiting() {
        InterruptibleWork.of(Uni.createFrom().item("done"), begun::add)
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create())
                .assertItem("done");
    }

    private UniAssertSubscriber<String> subscribe() {
        return InterruptibleWork.of(work, begun::add).subscribe().withSubscriber(UniAssertSubscriber.create());
    }
}
