package io.tidbclient.connection;

import io.tidbclient.time.NanoClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Connections that no data source is kept for. */
class ForgottenConnectionsTest {
    private final Connections connections = new Connections();

    @AfterEach
    void close() {
        connections.close();
    }

    @Test
    void a_connection_that_is_forgotten_has_no_data_source() throws IOException {
        SessionFactory factory =
                new AgroalSessionFactory(connections.registry(), new FailureClassifier(), NanoClock.SYSTEM);
        try (ScriptedServer server =
                ScriptedServer.playing(socket -> new MysqlWire(socket).serve((wire, sql) -> wire.ok()))) {
            factory.open(Connections.to(server.port())).close();
            assertThat(connections.registry().size()).isEqualTo(1);

            factory.forget(Connections.to(server.port()).name());

            assertThat(connections.registry().size()).isZero();
        }
    }

    @Test
    void a_host_that_no_host_can_be_called_is_a_mistake_in_the_settings_and_takes_no_place() {
        assertThatThrownBy(() -> connections.open(Connections.to("db1?x=y", 4000, Classified.TLS)))
                .isInstanceOfSatisfying(FailureException.class, e -> {
                    assertThat(e.failure().kind()).isEqualTo(FailureKind.MISCONFIGURED);
                    assertThat(e.failure().sentence()).startsWith("The host 'db1?x=y' has a character");
                });
        assertThat(connections.registry().size()).isZero();
    }
}
