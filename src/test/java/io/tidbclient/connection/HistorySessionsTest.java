package io.tidbclient.connection;

import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.InjectableInstance;
import io.quarkus.arc.InstanceHandle;
import io.tidbclient.config.ConnectionSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import jakarta.enterprise.util.TypeLiteral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HistorySessionsTest {
    private final TlsContexts contexts = new TlsContexts();
    private final ConnectionRegistry registry = new ConnectionRegistry(contexts);
    private final HistoryCredentials credentials = new HistoryCredentials(contexts);

    /** The data source that the test gives; nothing else is asked for. */
    private record Given(Supplier<AgroalDataSource> source) implements InjectableInstance<AgroalDataSource> {
        @Override
        public AgroalDataSource get() {
            return source.get();
        }

        @Override
        public InstanceHandle<AgroalDataSource> getHandle() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Iterable<InstanceHandle<AgroalDataSource>> handles() {
            throw new UnsupportedOperationException();
        }

        @Override
        public InjectableInstance<AgroalDataSource> select(Annotation... qualifiers) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <U extends AgroalDataSource> InjectableInstance<U> select(Class<U> type, Annotation... qualifiers) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <U extends AgroalDataSource> InjectableInstance<U> select(
                TypeLiteral<U> type, Annotation... qualifiers) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void clearCache() {}

        @Override
        public Iterator<AgroalDataSource> iterator() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isUnsatisfied() {
            return false;
        }

        @Override
        public boolean isAmbiguous() {
            return false;
        }

        @Override
        public void destroy(AgroalDataSource instance) {}
    }

    @AfterEach
    void close() {
        registry.close();
        contexts.close();
    }

    @Test
    void a_session_is_one_of_the_data_source_with_the_credentials_of_the_settings() throws IOException {
        try (ScriptedServer server =
                ScriptedServer.playing(socket -> new MysqlWire(socket).serve((wire, sql) -> wire.ok()))) {
            ConnectionSettings settings = Connections.to(server.port());

            try (Session session = sessions(() -> registry.dataSource(settings)).open(settings)) {
                assertThat(session.run("DO 1", List.of()).affected()).isZero();
            }
            assertThat(credentials.getCredentials("history"))
                    .containsEntry("tidbclientUrl", "jdbc:mysql://127.0.0.1:" + server.port() + "/");
        }
    }

    @Test
    void whatever_goes_wrong_is_a_failure_to_connect() {
        SessionFactory sessions = sessions(() -> {
            throw new IllegalStateException("inactive");
        });

        assertThatThrownBy(() -> sessions.open(Connections.to(4000)))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().sentence())
                                .isEqualTo("Internal error (IllegalStateException: inactive)."));
    }

    private HistorySessions sessions(Supplier<AgroalDataSource> source) {
        return new HistorySessions(new Given(source), credentials, new FailureClassifier());
    }
}
