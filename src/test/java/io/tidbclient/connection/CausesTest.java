package io.tidbclient.connection;

import org.junit.jupiter.api.Test;

import java.io.IOException;

import static org.assertj.core.api.Assertions.assertThat;

class CausesTest {
    @Test
    void twenty_causes_are_read_and_no_circle_is_followed() {
        Exception innermost = new Exception("0");
        Exception outermost = innermost;
        for (int i = 1; i < 20; i++) {
            outermost = new Exception(String.valueOf(i), outermost);
        }
        assertThat(Causes.of(outermost).chain()).hasSize(20);
        assertThat(Causes.of(outermost).innermost()).isSameAs(innermost);

        IOException circle = new IOException("within itself");
        circle.initCause(new IllegalStateException(circle));
        assertThat(Causes.of(circle).chain()).hasSize(20);
        assertThat(Causes.of(circle).first(IllegalStateException.class)).isPresent();
    }
}
