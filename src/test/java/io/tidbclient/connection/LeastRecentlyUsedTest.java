package io.tidbclient.connection;

import io.agroal.api.cache.Acquirable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LeastRecentlyUsedTest {
    private final LeastRecentlyUsed cache = new LeastRecentlyUsed();

    private record Place(String name, boolean free) implements Acquirable {
        @Override
        public boolean acquire() {
            return free;
        }

        @Override
        public boolean isAcquirable() {
            return true;
        }
    }

    private record Busy() implements Acquirable {
        @Override
        public boolean acquire() {
            return true;
        }

        @Override
        public boolean isAcquirable() {
            return false;
        }
    }

    @Test
    void the_connection_that_has_been_idle_longest_comes_first() {
        cache.put(new Place("first", true));
        cache.put(new Place("second", true));

        assertThat(cache.get()).isEqualTo(new Place("first", true));
        assertThat(cache.get()).isEqualTo(new Place("second", true));
        assertThat(cache.get()).isNull();
    }

    @Test
    void a_connection_that_another_caller_took_is_passed_over() {
        cache.put(new Place("taken", false));
        cache.put(new Place("free", true));

        assertThat(cache.get()).isEqualTo(new Place("free", true));
    }

    @Test
    void a_connection_that_cannot_be_acquired_is_not_kept() {
        cache.put(new Busy());

        assertThat(cache.get()).isNull();
    }

    @Test
    void a_reset_forgets_the_idle_ones() {
        cache.put(new Place("first", true));

        cache.reset();

        assertThat(cache.get()).isNull();
    }
}
