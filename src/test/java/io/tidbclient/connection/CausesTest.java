package io.tidbclient.connection;

import org.junit.jupiter.api.Test;

import java.io.IOException;

import static org.assertj.core.api.Assertions.assertThat;

class CausesTest {
    @Test
    void at_most_twenty_causes_are_read() {
        Exception outermost = new Exception("0");
        for (int i = 1; i <= 20; i++) {
            outermost = new Exception(String.valueOf(i), outermost);
        }
        assertThat(Causes.of(outermost).chain()).hasSize(20);
        assertThat(Causes.of(outermost).innermost()).hasMessage("1");

        IOException circle = new IOException("within itself");
        circle.initCause(new IllegalStateException(circle));
        assertThat(Causes.of(circle).chain()).hasSize(20);
        assertThat(Causes.of(circle).first(IllegalStateException.class)).isPresent();
    }
}
