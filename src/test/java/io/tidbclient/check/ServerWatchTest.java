package io.tidbclient.check;

import io.tidbclient.config.ServerAddress;
import io.tidbclient.importjob.Poll;
import io.tidbclient.importjob.ServerClock;
import io.tidbclient.time.NanoClock;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import static org.assertj.core.api.Assertions.assertThat;

class ServerWatchTest {
    private final ServerWatch watch = new ServerWatch(
            0,
            CheckRun.WatchLimits.NONE,
            new MissedPolls(new ServerAddress("db", 4000), Duration.ofMinutes(5), () -> 0));

    @Test
    void the_first_to_come_leads() {
        assertThat(watch.elect("c1")).isTrue();
        assertThat(watch.elect("c2")).isFalse();
        assertThat(watch.elect("c3")).isFalse();
    }

    @Test
    void when_the_leader_leaves_the_longest_waiting_one_leads() {
        watch.elect("c1");
        watch.elect("c2");
        watch.elect("c3");

        assertThat(watch.resign("c2")).isEmpty();
        assertThat(watch.resign("c1")).contains("c3");
    }

    @Test
    void when_none_is_left_the_next_to_arrive_leads() {
        watch.elect("c1");

        assertThat(watch.resign("c1")).isEmpty();
        assertThat(watch.elect("c2")).isTrue();
    }

    @Test
    void a_watch_that_has_ended_needs_no_leader() {
        watch.elect("c1");
        watch.elect("c2");
        watch.end("all import jobs have ended");
        watch.end("time is up");

        assertThat(watch.resign("c1")).isEmpty();
        assertThat(watch.over().await().atMost(Duration.ofSeconds(1))).isEqualTo("all import jobs have ended");
    }

    @Test
    void a_watch_begins_with_its_first_poll() {
        CompletableFuture<Boolean> begun = watch.begun().subscribeAsCompletionStage();
        assertThat(begun).isNotDone();

        Poll unused = watch.observe(
                List.of(), ServerClock.read(new FakeServer().open("c1"), NanoClock.SYSTEM), NanoClock.SYSTEM.nanos());
        watch.end("all import jobs have ended");

        assertThat(begun).isCompletedWithValue(true);
    }

    @Test
    void a_watch_that_ends_without_a_poll_has_not_begun() {
        CompletableFuture<Boolean> begun = watch.begun().subscribeAsCompletionStage();

        watch.end("it failed");

        assertThat(begun).isCompletedWithValue(false);
    }
}
