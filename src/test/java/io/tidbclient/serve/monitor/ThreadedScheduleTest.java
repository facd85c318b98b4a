package io.tidbclient.serve.monitor;

import io.smallrye.mutiny.Uni;
import io.tidbclient.config.Plan;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import static org.assertj.core.api.Assertions.assertThat;

class ThreadedScheduleTest {
    private static final Plan PLAN = new Plan.Every(Duration.ofSeconds(1));

    private final List<Supplier<Uni<Void>>> scheduled = new ArrayList<>();
    private final List<Runnable> threads = new ArrayList<>();
    private final AtomicInteger begun = new AtomicInteger();
    private final Schedule schedule = new ThreadedSchedule(
            new Schedule() {
                @Override
                public void schedule(String identity, Plan plan, Duration delay, Supplier<Uni<Void>> job) {
                    scheduled.add(job);
                }

                @Override
                public Optional<Instant> next(String identity) {
                    return Optional.of(Instant.EPOCH);
                }

                @Override
                public void unschedule(String identity) {
                    scheduled.clear();
                }
            },
            threads::add);

    @Test
    void a_job_begins_on_a_thread_of_its_own_and_ends_when_it_says() {
        schedule.schedule("a", PLAN, Duration.ZERO, () -> {
            begun.incrementAndGet();
            return Uni.createFrom().voidItem();
        });
        AtomicInteger ended = new AtomicInteger();

        scheduled.getFirst().get().subscribe().with(end -> ended.incrementAndGet());
        assertThat(begun).hasValue(0);

        threads.removeFirst().run();
        assertThat(begun).hasValue(1);
        assertThat(ended).hasValue(1);
    }

    @Test
    void everything_else_is_passed_on() {
        schedule.schedule("a", PLAN, Duration.ZERO, () -> Uni.createFrom().voidItem());
        assertThat(schedule.next("a")).contains(Instant.EPOCH);
        schedule.unschedule("a");

        assertThat(scheduled).isEmpty();
    }
}
