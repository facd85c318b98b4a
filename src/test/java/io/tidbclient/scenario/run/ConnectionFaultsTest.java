package io.tidbclient.scenario.run;

import io.tidbclient.testing.ManualTimer;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ConnectionFaultsTest {
    private final ManualTimer timer = new ManualTimer();
    private final List<String> log = new ArrayList<>();
    private final List<Runnable> refusals = new ArrayList<>();

    private ConnectionFaults faults(double cut, double kill) {
        return new ConnectionFaults(
                new ConnectionFaults.Rates(cut, kill), new SplittableRandom(1), timer, new ConnectionFaults.Target() {
                    @Override
                    public void cut() {
                        log.add("cut");
                    }

                    @Override
                    public void kill(Runnable refused) {
                        log.add("kill");
                        refusals.add(refused);
                    }
                });
    }

    private void transaction(ConnectionFaults faults) {
        faults.begin(1);
        faults.beforeStatement();
        timer.advance(Duration.ofSeconds(1));
        faults.afterStatement(1_000_000);
    }

    @Test
    void every_transaction_is_hit_where_all_are_to_be() {
        ConnectionFaults faults = faults(1, 0);

        transaction(faults);

        assertThat(log).containsExactly("cut");
        assertThat(faults.hasStruck()).isTrue();
    }

    @Test
    void a_session_that_was_not_killed_counts_as_not_hit() {
        ConnectionFaults faults = faults(0, 1);

        transaction(faults);
        assertThat(log).containsExactly("kill");
        assertThat(faults.hasStruck()).isTrue();

        refusals.getFirst().run();
        assertThat(faults.hasStruck()).isFalse();
    }

    @Test
    void a_fault_that_is_due_does_not_reach_the_next_transaction() {
        ConnectionFaults faults = faults(1, 0);
        faults.begin(1);
        faults.beforeStatement();
        faults.begin(1);
        faults.beforeStatement();

        timer.advance(Duration.ofSeconds(1));

        assertThat(log).containsExactly("cut");
    }

    @Test
    void what_is_drawn_at_the_end_of_a_fraction_is_not_within_it() {
        double drawn = new SplittableRandom(1).nextDouble();

        transaction(faults(drawn, 0));
        assertThat(log).isEmpty();

        transaction(faults(drawn, 1 - drawn));
        assertThat(log).containsExactly("kill");
    }

    @Test
    void more_than_all_transactions_cannot_be_hit() {
        assertThatThrownBy(() -> new ConnectionFaults.Rates(0.75, 0.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the fractions of transactions to cut and to kill are 0 to 1 together");
        assertThat(new ConnectionFaults.Rates(0.75, 0.25).any()).isTrue();
        assertThat(new ConnectionFaults.Rates(0, 0).any()).isFalse();
    }

    @Test
    void a_fault_that_is_due_does_not_reach_the_next_connection() {
        ConnectionFaults faults = faults(1, 0);
        faults.begin(1);
        faults.beforeStatement();

        faults.cancel();
        timer.advance(Duration.ofSeconds(1));

        assertThat(log).isEmpty();
    }
}
