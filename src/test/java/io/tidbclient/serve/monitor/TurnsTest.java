package io.tidbclient.serve.monitor;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class TurnsTest {
    private final Turns turns = new Turns(2);
    private final List<String> begun = new ArrayList<>();
    private final List<String> ended = new ArrayList<>();
    private final Map<String, UniEmitter<? super Void>> working = new HashMap<>();

    @Test
    void jobs_of_a_target_begin_one_after_the_other_and_hold_up_no_other_target() {
        take("a", "a1");
        take("a", "a2");
        take("b", "b1");
        assertThat(begun).containsExactly("a1", "b1");

        end("a1");
        assertThat(begun).containsExactly("a1", "b1", "a2");
        assertThat(ended).containsExactly("a1");
    }

    @Test
    void no_more_than_the_limit_work_at_once() {
        take("a", "a1");
        take("b", "b1");
        take("c", "c1");
        take("d", "d1");
        assertThat(begun).containsExactly("a1", "b1");

        end("b1");
        assertThat(begun).containsExactly("a1", "b1", "c1");
    }

    @Test
    void a_job_that_throws_or_fails_gives_its_turn_back() {
        List<Throwable> failures = new ArrayList<>();
        var unused = turns.take("a", () -> {
                    throw new IllegalStateException("it cannot begin");
                })
                .subscribe()
                .with(done -> {}, failures::add);
        var unusedToo = turns.take("a", () -> Uni.createFrom().failure(new IllegalStateException("it failed")))
                .subscribe()
                .with(done -> {}, failures::add);
        take("a", "a1");

        assertThat(failures).extracting(Throwable::getMessage).containsExactly("it cannot begin", "it failed");
        assertThat(begun).containsExactly("a1");
    }

    private void take(String target, String job) {
        var unused = turns.take(target, () -> {
                    begun.add(job);
                    return Uni.createFrom().emitter(end -> working.put(job, end));
                })
                .subscribe()
                .with(done -> ended.add(job));
    }

    private void end(String job) {
        working.remove(job).complete(null);
    }
}
