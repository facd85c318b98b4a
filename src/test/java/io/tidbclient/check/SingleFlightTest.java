package io.tidbclient.check;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import static org.assertj.core.api.Assertions.assertThat;

class SingleFlightTest {
    private final SingleFlight<String> question = new SingleFlight<>(IllegalStateException.class::isInstance);
    private final List<String> asked = new ArrayList<>();

    @Test
    void the_first_asks_and_the_others_get_its_answer() {
        AtomicReference<UniEmitter<? super String>> server = new AtomicReference<>();
        UniAssertSubscriber<String> first = subscribe("c1", Uni.createFrom().<String>emitter(server::set));
        UniAssertSubscriber<String> second = subscribe("c2", Uni.createFrom().item("never asked"));
        second.assertNotTerminated();

        server.get().complete("three jobs");

        first.assertItem("three jobs");
        second.assertItem("three jobs");
        subscribe("c3", Uni.createFrom().item("never asked")).assertItem("three jobs");
        assertThat(asked).containsExactly("c1");
    }

    @Test
    void when_the_first_fails_the_next_asks() {
        AtomicReference<UniEmitter<? super String>> server = new AtomicReference<>();
        UniAssertSubscriber<String> first = subscribe("c1", Uni.createFrom().<String>emitter(server::set));
        UniAssertSubscriber<String> second = subscribe("c2", Uni.createFrom().item("two jobs"));

        server.get().fail(new IllegalStateException("lost"));

        first.assertFailedWith(IllegalStateException.class, "lost");
        second.assertItem("two jobs");
        assertThat(asked).containsExactly("c1", "c2");
    }

    @Test
    void after_three_in_a_row_that_waited_in_vain_all_others_fail_as_the_third_did() {
        for (int number = 1; number <= 3; number++) {
            subscribe("c" + number, Uni.createFrom().failure(new IllegalStateException("silent " + number)))
                    .assertFailedWith(IllegalStateException.class, "silent " + number);
        }

        subscribe("c4", Uni.createFrom().item("never asked")).assertFailedWith(IllegalStateException.class, "silent 3");
        assertThat(asked).containsExactly("c1", "c2", "c3");
    }

    @Test
    void a_failure_of_another_kind_in_between_begins_the_count_anew() {
        for (int number = 1; number <= 2; number++) {
            subscribe("c" + number, Uni.createFrom().failure(new IllegalStateException("silent")));
        }
        subscribe("c3", Uni.createFrom().failure(new IllegalArgumentException("lost")));
        for (int number = 4; number <= 5; number++) {
            subscribe("c" + number, Uni.createFrom().failure(new IllegalStateException("silent")));
        }

        subscribe("c6", Uni.createFrom().item("two jobs")).assertItem("two jobs");
    }

    @Test
    void a_failure_of_one_user_is_not_that_of_the_others() {
        for (int number = 1; number <= 5; number++) {
            subscribe("c" + number, Uni.createFrom().failure(new IllegalArgumentException("not this user")))
                    .assertFailedWith(IllegalArgumentException.class, "not this user");
        }

        subscribe("c6", Uni.createFrom().item("two jobs")).assertItem("two jobs");
    }

    @Test
    void when_the_first_gives_up_the_next_asks() {
        UniAssertSubscriber<String> first = subscribe("c1", Uni.createFrom().nothing());
        UniAssertSubscriber<String> second = subscribe("c2", Uni.createFrom().item("two jobs"));

        first.cancel();

        second.assertItem("two jobs");
    }

    private UniAssertSubscriber<String> subscribe(String name, Uni<String> answer) {
        return question.get(() -> {
                    asked.add(name);
                    return answer;
                })
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
    }
}
