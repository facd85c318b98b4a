package io.tidbclient.serve.status;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.check.ConnectionView;
import io.tidbclient.connection.ServerCertificate;
import io.tidbclient.connection.ServerVersion;
import io.tidbclient.connection.TlsInfo;

import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a check found out about its server.
 *
 * @param check with connections that may go to several servers: the first that has an answer counts
 */
public record ServerFacts(CheckSnapshot check) {
    /** Its version; empty when no connection was answered. */
    public Optional<ServerVersion> version() {
        return first(ConnectionView::version);
    }

    /** How its connections are encrypted; empty when none was opened. */
    public Optional<TlsInfo> tls() {
        return first(ConnectionView::tls);
    }

    /** When the first certificate of all chains that were presented expires; empty without any. */
    public Optional<ServerCertificate.Expiry> expiry() {
        return check.connections().stream()
                .flatMap(connection -> connection.tls().flatMap(TlsInfo::certificate).stream())
                .map(ServerCertificate::earliest)
                .min(Comparator.comparing(ServerCertificate.Expiry::notAfter));
    }

    private <T> Optional<T> first(Function<ConnectionView, Optional<T>> value) {
        return check.connections().stream().map(value).flatMap(Optional::stream).findFirst();
    }
}
