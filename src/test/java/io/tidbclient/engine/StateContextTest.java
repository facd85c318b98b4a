package io.tidbclient.engine;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StateContextTest {
    private static final StateContext.Key<String> GREETING = new StateContext.Key<>("greeting", String.class);

    private final List<HandlerEvent> reported = new ArrayList<>();
    private final StateContext context = new StateContext("c1", MessageBus.none(), reported::add);

    @Test
    void what_one_handler_leaves_the_next_one_finds() {
        context.put(GREETING, "hello");

        assertThat(context.get(GREETING)).isEqualTo("hello");
        assertThat(context.find(GREETING)).contains("hello");
    }

    @Test
    void a_missing_value_is_named_in_the_error() {
        assertThat(context.find(GREETING)).isEmpty();
        assertThatThrownBy(() -> context.get(GREETING))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("no state before this one provided greeting");
    }

    @Test
    void reports_reach_who_listens() {
        HandlerEvent event = new HandlerEvent() {};

        context.report(event);

        assertThat(reported).containsExactly(event);
    }

    @Test
    void what_is_handed_over_after_the_end_is_closed_at_once() {
        List<String> closed = new ArrayList<>();
        context.own(() -> closed.add("early"));
        context.close();

        context.own(() -> closed.add("late"));
        context.close();

        assertThat(closed).containsExactly("early", "late");
    }

    @Test
    void one_resource_that_fails_to_close_does_not_keep_the_others_open() {
        List<String> closed = new ArrayList<>();
        context.own(() -> closed.add("first"));
        context.own(() -> {
            throw new IllegalStateException("stuck");
        });

        context.close();

        assertThat(closed).containsExactly("first");
    }
}
