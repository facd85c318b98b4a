package io.tidbclient.serve.history;

import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.connection.Row;
import io.tidbclient.connection.Session;
import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.serve.history.HistoryRecord.CheckedServer;
import io.tidbclient.serve.status.CheckRecord;
import io.tidbclient.serve.status.PastServer;
import io.tidbclient.serve.status.TargetView;
import io.tidbclient.serve.status.Trend;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Checks in the table {@code tidb_client_checks}. */
final class CheckRows {
    private static final List<String> COLUMNS = List.of(
            "target",
            "ended_at",
            "server",
            "run",
            "started_at",
            "took_us",
            "outcome",
            "verdict",
            "failure_kind",
            "failure_code",
            "failure_code_name",
            "failure_sql_state",
            "failure_state",
            "failure_sentence",
            "failure_hint",
            "connect_us",
            "first_round_trip_us",
            "server_version",
            "tls",
            "certificate_expires_at");

    /** A record that is written twice, since the answer to the first attempt was lost, is stored once. */
    private static final String INSERT =
            "INSERT IGNORE INTO tidb_client_checks (" + String.join(", ", COLUMNS) + ") VALUES ";

    private static final String ROW = COLUMNS.stream().map(column -> "?").collect(Collectors.joining(", ", "(", ")"));

    private static final String OF_DAY = " FROM tidb_client_checks WHERE target = ? AND ended_at >= ? AND ended_at < ?";

    private static final String RECENT =
            "SELECT *" + OF_DAY + " ORDER BY ended_at DESC LIMIT " + TargetView.MOST_RECENT;

    private static final String SLOTS = "SELECT TIMESTAMPDIFF(SECOND, '1970-01-01 00:00:00', ended_at) DIV "
            + Trend.SLOT.toSeconds()
            + " AS slot, COUNT(*) AS checks, SUM(outcome <> 'success') AS failed,"
            + " COUNT(first_round_trip_us) AS answered, SUM(first_round_trip_us) AS sum_us,"
            + " MAX(first_round_trip_us) AS longest_us" + OF_DAY + " GROUP BY slot ORDER BY slot";

    private static final String BEFORE = " FROM tidb_client_checks WHERE target = ? AND ended_at < ?";

    /** A state may have lasted for as long as checks are kept; the key by_outcome has all that these read. */
    private static final String LAST_FAILED = "SELECT MAX(ended_at) AS at" + BEFORE + " AND outcome <> 'success'";

    private static final String LAST_SUCCEEDED = "SELECT MAX(ended_at) AS at" + BEFORE + " AND outcome = 'success'";

    /** Reads one row by the key by_outcome, however long the target has been down. */
    private static final String SERVER = "SELECT ended_at, server_version, tls, certificate_expires_at" + BEFORE
            + " AND outcome = 'success' ORDER BY ended_at DESC LIMIT 1";

    private static final String FIRST_AFTER = "SELECT MIN(ended_at) AS at" + BEFORE + " AND ended_at > ?";

    private final Session session;

    CheckRows(Session session) {
        this.session = session;
    }

    void write(String server, List<HistoryRecord.Check> checks) {
        List<Object> parameters = new ArrayList<>();
        checks.forEach(check -> parameters.addAll(values(server, check)));
        var unused = session.run(INSERT + String.join(", ", Collections.nCopies(checks.size(), ROW)), parameters);
    }

    private static List<Object> values(String server, HistoryRecord.Check entry) {
        CheckRecord check = entry.check();
        Optional<Failure> failure = check.failure();
        return Arrays.asList(
                entry.target(),
                Columns.time(check.endedAt()),
                server,
                check.number(),
                Columns.time(check.startedAt()),
                Columns.micros(check.took()),
                check.verdict().outcome().label(),
                Columns.text(check.verdict().sentence(), 1000),
                failure.map(why -> why.kind().label()).orElse(null),
                failure.map(Failure::code).orElse(null),
                failure.map(why -> Columns.text(why.codeName(), 128)).orElse(null),
                failure.map(why -> Columns.text(why.sqlState(), 8)).orElse(null),
                failure.map(why -> Columns.text(why.state(), 64)).orElse(null),
                failure.map(why -> Columns.text(why.sentence(), 2000)).orElse(null),
                failure.map(why -> Columns.text(why.hint(), 1000)).orElse(null),
                check.connect().map(Columns::micros).orElse(null),
                check.firstRoundTrip().map(Columns::micros).orElse(null),
                entry.server().map(found -> Columns.text(found.version(), 128)).orElse(null),
                entry.server().map(CheckedServer::tls).orElse(null),
                entry.server().flatMap(CheckedServer::expiry).map(Columns::time).orElse(null));
    }

    /** The latest ones of a time, the last one first. */
    List<CheckRecord> recent(String target, Instant from, Instant until) {
        return session.query(RECENT, CheckRows::check, target, Columns.time(from), Columns.time(until));
    }

    /** When the target's last state before {@code until} began, as far as its checks are kept. */
    Optional<Instant> since(String target, boolean up, Instant until) {
        Optional<Instant> other = session
                .query(up ? LAST_FAILED : LAST_SUCCEEDED, row -> Columns.time(row, "at"), target, Columns.time(until))
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
        return session
                .query(
                        FIRST_AFTER,
                        row -> Columns.time(row, "at"),
                        target,
                        Columns.time(until),
                        Columns.time(other.orElse(Instant.EPOCH)))
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** What the last check before {@code until} that succeeded found out about its server. */
    Optional<PastServer> server(String target, Instant until) {
        return session.query(SERVER, CheckRows::server, target, Columns.time(until)).stream()
                .findFirst();
    }

    /** The slots of a time, the earliest first. */
    List<Trend.Slot> slots(String target, Instant from, Instant until) {
        return session.query(SLOTS, CheckRows::slot, target, Columns.time(from), Columns.time(until));
    }

    /** Deletes at most {@code most} that the server wrote and that are older by the database's clock; whether there may be more. */
    boolean prune(String server, Duration keep, int most) {
        String sql = "DELETE FROM tidb_client_checks WHERE server = ? AND ended_at < UTC_TIMESTAMP(6) - INTERVAL "
                + keep.toSeconds() + " SECOND LIMIT " + most;
        return session.run(sql, List.of(server)).affected() >= most;
    }

    private static Trend.Slot slot(Row row) {
        return new Trend.Slot(
                row.number("slot").orElse(0),
                (int) row.number("checks").orElse(0),
                (int) row.number("failed").orElse(0),
                (int) row.number("answered").orElse(0),
                Columns.duration(row, "sum_us").orElse(Duration.ZERO),
                Columns.duration(row, "longest_us").orElse(Duration.ZERO));
    }

    private static PastServer server(Row row) {
        return new PastServer(
                Columns.time(row, "ended_at").orElse(Instant.EPOCH),
                row.text("server_version").orElse(""),
                row.text("tls").orElse(""),
                Columns.time(row, "certificate_expires_at"));
    }

    private static CheckRecord check(Row row) {
        return new CheckRecord(
                row.number("run").orElse(1),
                Columns.time(row, "started_at").orElse(Instant.EPOCH),
                Columns.duration(row, "took_us").orElse(Duration.ZERO),
                new RunVerdict(
                        row.text("outcome").flatMap(Outcome::labelled).orElse(Outcome.FAILED),
                        row.text("verdict").orElse("")),
                row.text("failure_kind").map(kind -> failure(kind, row)),
                Columns.duration(row, "connect_us"),
                Columns.duration(row, "first_round_trip_us"));
    }

    private static Failure failure(String kind, Row row) {
        return new Failure(
                kind(kind),
                (int) row.number("failure_code").orElse(0),
                row.text("failure_code_name").orElse(""),
                row.text("failure_sql_state").orElse(""),
                "",
                row.text("failure_state").orElse(""),
                row.text("failure_sentence").orElse(""),
                row.text("failure_hint").orElse(""),
                "");
    }

    /** Another release may know others. */
    private static FailureKind kind(String label) {
        try {
            return FailureKind.ofLabel(label);
        } catch (IllegalArgumentException e) {
            return FailureKind.UNCLASSIFIED;
        }
    }
}
