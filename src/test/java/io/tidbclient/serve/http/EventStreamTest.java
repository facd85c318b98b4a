package io.tidbclient.serve.http;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;

class EventStreamTest {
    private final EventStream stream = new EventStream(3, 0);
    private final List<Event> taken = new ArrayList<>();
    private final Consumer<Event> client = taken::add;

    @Test
    void every_client_gets_every_event_from_its_arrival_on() {
        List<Event> other = new ArrayList<>();
        stream.send("run", "1");
        stream.add(0, client);
        stream.send("run", "2");
        stream.add(0, other::add);
        stream.send("run", "3");

        assertThat(taken).containsExactly(new Event(2, "run", "2"), new Event(3, "run", "3"));
        assertThat(other).containsExactly(new Event(3, "run", "3"));
    }

    @Test
    void client_that_left_gets_no_more() {
        stream.add(0, client);
        stream.remove(client);
        stream.send("run", "1");

        assertThat(taken).isEmpty();
        assertThat(stream.clients()).isZero();
    }

    @Test
    void client_that_reconnects_gets_what_it_missed_in_order() {
        send(5);
        stream.add(2, client);
        send(1);

        assertThat(taken).extracting(Event::id).containsExactly(3L, 4L, 5L, 6L);
    }

    @Test
    void client_that_reconnects_in_time_misses_nothing() {
        send(5);
        stream.add(5, client);

        assertThat(taken).isEmpty();
    }

    @Test
    void client_that_reconnects_after_events_that_were_not_made_is_reset() {
        send(2);
        stream.skip();
        stream.add(2, client);
        List<Event> later = new ArrayList<>();
        stream.add(3, later::add);

        assertThat(taken).containsExactly(new Event(3, "reset", "{}"));
        assertThat(later).isEmpty();
    }

    @Test
    void client_that_was_away_for_too_long_is_reset() {
        send(5);
        stream.add(1, client);

        assertThat(taken).containsExactly(new Event(5, "reset", "{}"));
        assertThat(stream.resets()).isEqualTo(1);
    }

    @Test
    void client_of_an_earlier_process_is_reset() {
        send(2);
        stream.add(70, client);

        assertThat(taken).containsExactly(new Event(2, "reset", "{}"));
    }

    @Test
    void events_are_awaited_from_the_first_client_until_what_the_last_one_misses_is_no_longer_kept() {
        assertThat(stream.isAwaited()).isFalse();
        stream.add(0, client);
        assertThat(stream.isAwaited()).isTrue();

        stream.remove(client);
        send(2);
        assertThat(stream.isAwaited()).isTrue();
        send(1);
        assertThat(stream.isAwaited()).isFalse();
    }

    @Test
    void large_events_are_kept_for_a_shorter_time() {
        String large = "x".repeat(EventStream.MOST_KEPT_CHARACTERS / 2);
        stream.send("run", large);
        stream.send("run", large);
        assertThat(stream.since(1)).hasSize(1);
        stream.send("run", large);

        assertThat(stream.since(1)).extracting(Event::id).containsExactly(2L, 3L);
        stream.send("run", large + large);
        assertThat(stream.since(2)).extracting(Event::name).containsExactly("reset");
        assertThat(stream.since(3)).extracting(Event::id).containsExactly(4L);
    }

    @Test
    void event_is_written_as_a_block_of_lines() {
        assertThat(new Event(7, "run", "{\"a\":1}").written()).isEqualTo("id: 7\nevent: run\ndata: {\"a\":1}\n\n");
    }

    private void send(int count) {
        for (int i = 0; i < count; i++) {
            stream.send("run", "{}");
        }
    }
}
