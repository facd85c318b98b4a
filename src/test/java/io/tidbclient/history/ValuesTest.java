package io.tidbclient.history;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ValuesTest {
    @Test
    void lists_of_the_same_elements_in_the_same_order_are_equal() {
        assertThat(Values.of(1, 2)).isEqualTo(Values.of(1, 2)).hasSameHashCodeAs(Values.of(1, 2));
        assertThat(Values.of(1, 2)).isNotEqualTo(Values.of(2, 1)).isNotEqualTo(new Object());
        assertThat(Values.none()).isSameAs(Values.of());
    }
}
