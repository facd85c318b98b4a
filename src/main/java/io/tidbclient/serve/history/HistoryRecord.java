package io.tidbclient.serve.history;

import io.tidbclient.connection.ServerVersion;
import io.tidbclient.connection.TlsInfo;
import io.tidbclient.serve.status.CheckRecord;
import io.tidbclient.serve.status.JobView;
import io.tidbclient.serve.status.ServerFacts;

import java.time.Instant;
import java.util.Optional;

/** What is written to the history. */
sealed interface HistoryRecord {
    /** The target that it is about. */
    String target();

    /**
     * A check that has ended.
     *
     * @param server what it found out about its server; empty when it could not begin
     */
    record Check(String target, CheckRecord check, Optional<CheckedServer> server) implements HistoryRecord {}

    /**
     * An import job.
     *
     * @param seen when it was last listed
     */
    record Job(String target, JobView job, Instant seen) implements HistoryRecord {}

    /**
     * What a check found out about its server.
     *
     * @param version its product and release; empty when it did not answer
     * @param tls the protocol, {@code none} in plain text; empty when nothing was negotiated
     * @param expiry when the first of its certificates expires
     */
    record CheckedServer(String version, String tls, Optional<Instant> expiry) {
        static CheckedServer of(ServerFacts facts) {
            return new CheckedServer(
                    facts.version().map(CheckedServer::text).orElse(""),
                    facts.tls().map(CheckedServer::text).orElse(""),
                    facts.expiry().map(first -> first.notAfter()));
        }

        private static String text(ServerVersion version) {
            return version.product().label() + " " + version.release();
        }

        private static String text(TlsInfo tls) {
            return tls.encrypted() ? tls.protocol() : "none";
        }
    }
}
