package io.tidbclient.connection;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PoolStatsTest {
    @Test
    void figures_add_up_and_stay_numbers_whatever_a_report_claims() {
        assertThat(new PoolStats(5, 6, 24, 1).plus(new PoolStats(5, 5, 10, 0))).isEqualTo(new PoolStats(5, 11, 34, 1));
        assertThat(new PoolStats(5, Long.MAX_VALUE, Long.MAX_VALUE, 1).plus(new PoolStats(5, 1, 1, 1)))
                .isEqualTo(new PoolStats(5, Long.MAX_VALUE, Long.MAX_VALUE, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PoolStats(5, 0, 0, 0).plus(new PoolStats(4, 0, 0, 0)));
    }

    @Test
    void impossible_figures_cannot_be_made() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PoolStats(1, 0, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new PoolStats(2, -1, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new PoolStats(2, 0, -1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new PoolStats(2, 1, 0, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PoolStats(2, 1, 3, -1))
                .withMessage("1 opened, 3 borrowed, -1 replaced cannot be");
    }

    @Test
    void every_connection_may_have_been_replaced_and_none_opened() {
        assertThat(new PoolStats(2, 3, 0, 3).replaced()).isEqualTo(3);
        assertThat(new PoolStats(2, 0, 0, 0).opened()).isZero();
    }
}
