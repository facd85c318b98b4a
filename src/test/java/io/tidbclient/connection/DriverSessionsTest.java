package io.tidbclient.connection;

import org.junit.jupiter.api.Test;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class DriverSessionsTest {
    private final List<String> calls = new ArrayList<>();

    @Test
    void a_connection_that_cannot_be_used_is_closed() {
        IllegalStateException reason = new IllegalStateException("the reason");

        DriverSessions.closeQuietly(connection(null), reason);

        assertThat(calls).containsExactly("close");
        assertThat(reason).hasNoSuppressedExceptions();
    }

    @Test
    void a_failure_to_close_it_is_kept_with_the_reason() {
        IllegalStateException reason = new IllegalStateException("the reason");
        SQLException failure = new SQLException("broken pipe");

        DriverSessions.closeQuietly(connection(failure), reason);

        assertThat(reason).hasSuppressedException(failure);
    }

    private Connection connection(SQLException failure) {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    calls.add(method.getName());
                    if (failure != null) {
                        throw failure;
                    }
                    return null;
                });
    }
}
