package io.tidbclient.connection;

import io.tidbclient.config.SslMode;
import io.tidbclient.config.TlsSettings;

import java.io.IOException;
import java.sql.SQLException;

/** Failures as the classifier sees them, on a connection to db1:4000. */
final class Classified {
    static final TlsSettings TLS = TlsSettings.of(SslMode.PREFERRED);
    static final FailureContext CONNECTING = FailureContext.connecting(Connections.to("db1", 4000, TLS));
    static final FailureContext IN_USE = FailureContext.inUse(Connections.to("db1", 4000, TLS));

    private Classified() {}

    /** What the driver threw while it connected. */
    static Failure connecting(SQLException thrown) {
        return new FailureClassifier().classify(thrown, CONNECTING);
    }

    /** What broke the connection while the driver connected. */
    static Failure connecting(IOException cause) {
        return new FailureClassifier().classify(lost(cause), CONNECTING);
    }

    /** As the driver wraps it. */
    static SQLException lost(IOException cause) {
        return new SQLException("Communications link failure", "08S01", new RuntimeException(cause));
    }
}
