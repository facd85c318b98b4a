package io.tidbclient.serve.probe;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.ServerCertificate;
import io.tidbclient.connection.ServerVersion;
import io.tidbclient.connection.TlsInfo;
import io.tidbclient.engine.RunResult;
import io.tidbclient.serve.status.CheckRecord;
import io.tidbclient.serve.status.ServerFacts;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;

/** What a probe found, in Prometheus' text format 0.0.4. */
final class ProbeText {
    private final StringBuilder text = new StringBuilder();

    private ProbeText() {}

    /**
     * What a check found.
     *
     * @param took how long the probe took; less than the check when it joined one that was in progress
     */
    static String of(RunResult<CheckSnapshot> check, Duration took) {
        CheckRecord record = CheckRecord.of(1, check);
        ProbeText probe = new ProbeText();
        probe.verdict(record.up(), took);
        record.connect()
                .ifPresent(time ->
                        probe.gauge("probe_tidb_connect_seconds", "Median time to connect and log in.", seconds(time)));
        record.firstRoundTrip()
                .ifPresent(time -> probe.gauge(
                        "probe_tidb_first_round_trip_seconds", "Median time of the first statement.", seconds(time)));
        probe.gauge(
                "probe_tidb_connections",
                "Connections that the check opens.",
                BigDecimal.valueOf(check.last().connections().size()));
        ServerFacts server = new ServerFacts(check.last());
        server.version().ifPresent(probe::version);
        server.tls().filter(TlsInfo::encrypted).ifPresent(probe::tls);
        server.expiry()
                .map(ServerCertificate.Expiry::notAfter)
                .ifPresent(at -> probe.gauge(
                        "probe_ssl_earliest_cert_expiry",
                        "When the first certificate of the chain that the server presented expires, in Unix time.",
                        BigDecimal.valueOf(at.getEpochSecond())));
        record.failure()
                .map(Failure::kind)
                .ifPresent(kind -> probe.failure(kind.name().toLowerCase(Locale.ROOT)));
        return probe.text.toString();
    }

    /** A check that did not end in time; it continues. */
    static String timedOut(Duration took) {
        ProbeText probe = new ProbeText();
        probe.verdict(false, took);
        probe.failure("probe_timed_out");
        return probe.text.toString();
    }

    private void verdict(boolean up, Duration took) {
        gauge("probe_success", "Whether the check succeeded: 1 or 0.", up ? BigDecimal.ONE : BigDecimal.ZERO);
        gauge("probe_duration_seconds", "How long the probe took.", seconds(took));
    }

    private void failure(String kind) {
        one(
                "probe_failure_info",
                "Why the probe failed: the kind of failure of most connections; always 1.",
                label("kind", kind));
    }

    private void version(ServerVersion version) {
        one(
                "probe_tidb_info",
                "The server that answered, as labels; always 1.",
                label("product", version.product().label()) + "," + label("version", version.release()));
    }

    private void tls(TlsInfo tls) {
        one("probe_tls_version_info", "The version of TLS in use; always 1.", label("version", tls.protocol()));
    }

    private void gauge(String name, String help, BigDecimal value) {
        header(name, help).append(' ').append(value.toPlainString()).append('\n');
    }

    private void one(String name, String help, String labels) {
        header(name, help).append('{').append(labels).append("} 1\n");
    }

    private StringBuilder header(String name, String help) {
        return text.append("# HELP %s %s\n# TYPE %s gauge\n%s".formatted(name, help, name, name));
    }

    private static String label(String name, String value) {
        return name + "=\"" + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }

    private static BigDecimal seconds(Duration time) {
        return BigDecimal.valueOf(time.toNanos(), 9).stripTrailingZeros();
    }
}
