package io.tidbclient.connection;

import io.quarkus.test.junit.QuarkusTest;
import io.tidbclient.config.SslMode;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import jakarta.inject.Inject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The driver finds our socket factory by its class's name, in the class loaders of Quarkus too. */
@QuarkusTest
class QuarkusWiringTest {
    @Inject
    SessionFactory factory;

    @Inject
    ServerProbe probe;

    @Test
    void the_injected_factory_opens_a_session() throws IOException {
        try (ScriptedServer server =
                        ScriptedServer.playing(socket -> new MysqlWire(socket).serve((wire, sql) -> wire.ok()));
                Session session = factory.open(Connections.to(server.port()))) {
            session.execute("DO 1");

            assertThat(session.tls()).isEqualTo(TlsInfo.PLAIN);
            assertThat(probe).isNotNull();
        }
    }

    @Test
    void the_tls_settings_reach_the_sockets_of_the_driver() throws IOException {
        try (ScriptedServer server = ScriptedServer.playing(socket -> {
            MysqlWire wire = new MysqlWire(socket);
            wire.greet(true);
            wire.startTls("server.pem").startHandshake();
        })) {
            assertThatThrownBy(() -> factory.open(Connections.to(server.port(), SslMode.VERIFY_CA)))
                    .isInstanceOfSatisfying(
                            FailureException.class,
                            e -> assertThat(e.failure().kind()).isEqualTo(FailureKind.CERTIFICATE_UNTRUSTED));
        }
    }
}
