package io.tidbclient.connection;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.arc.InjectableInstance;
import io.tidbclient.config.ConnectionSettings;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;

/**
 * Opens sessions over the named data source {@code history}: those of the server's history, one at a time. The data source is
 * active in {@code serve} alone.
 */
@Singleton
@Typed(HistorySessions.class) // the checks have another factory
public final class HistorySessions implements SessionFactory {
    private final InjectableInstance<AgroalDataSource> source;
    private final HistoryCredentials credentials;
    private final FailureClassifier classifier;
    private final DriverSessions sessions;

    HistorySessions(
            @DataSource(HistoryCredentials.NAME) InjectableInstance<AgroalDataSource> source,
            HistoryCredentials credentials,
            FailureClassifier classifier) {
        this.source = source;
        this.credentials = credentials;
        this.classifier = classifier;
        this.sessions = new DriverSessions(classifier);
    }

    @Override
    public Session open(ConnectionSettings settings) {
        try {
            credentials.use(settings);
            Connection connection = source.get().getConnection();
            try {
                return sessions.of(connection, settings, OwnedLease::new);
            } catch (SQLException | IOException | RuntimeException e) {
                DriverSessions.closeQuietly(connection, e);
                throw e;
            }
        } catch (SQLException | IOException | RuntimeException e) {
            throw classifier.exception(e, FailureContext.connecting(settings));
        }
    }
}
