package io.tidbclient.sandbox.answer;

import io.tidbclient.sandbox.instance.ClientProcess;
import io.tidbclient.sandbox.instance.Instance;
import io.tidbclient.sandbox.instance.SandboxDatabase;
import io.tidbclient.sandbox.instance.SandboxSession;
import io.tidbclient.sandbox.instance.SandboxUser;
import io.tidbclient.sandbox.instance.TlsState;
import io.tidbclient.sandbox.wire.ColumnType;
import io.tidbclient.sandbox.wire.ServerReply;
import io.tidbclient.sandbox.wire.WireColumn;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** SHOW, but for import jobs. */
final class ShowAnswers {
    private static final DateTimeFormatter CERTIFICATE_TIME = DateTimeFormatter.ofPattern(
                    "MMM ppd HH:mm:ss uuuu 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Instance instance;
    private final SandboxSession session;

    ShowAnswers(Instance instance, SandboxSession session) {
        this.instance = instance;
        this.session = session;
    }

    ServerReply databases(Optional<String> like) {
        List<String> names = instance.databases().stream()
                .map(SandboxDatabase::name)
                .filter(session.user()::mayEnter)
                .filter(name -> like.map(text -> LikePattern.anyCase(text).matches(name))
                        .orElse(true))
                .sorted()
                .toList();
        return oneColumn("Database" + suffix(like), names);
    }

    ServerReply tables(Optional<String> named, Optional<String> like) throws StatementException {
        String name = named.or(session::database).orElseThrow(() -> new StatementException(ErrorCatalog.noDatabase()));
        if (!session.user().mayEnter(name)) {
            throw new StatementException(
                    ErrorCatalog.databaseDenied(session.user().account(), name));
        }
        SandboxDatabase database =
                instance.database(name).orElseThrow(() -> new StatementException(ErrorCatalog.unknownDatabase(name)));
        List<String> tables = database.tables().stream()
                .filter(table -> like.map(text -> LikePattern.anyCase(text).matches(table))
                        .orElse(true))
                .sorted()
                .toList();
        return oneColumn("Tables_in_" + name + suffix(like), tables);
    }

    ServerReply grants(Optional<String> named) throws StatementException {
        SandboxUser self = session.user();
        if (named.isPresent() && !named.get().equals(self.name()) && !self.mayEnter("mysql")) {
            throw new StatementException(ErrorCatalog.databaseDenied(self.account(), "mysql"));
        }
        SandboxUser user = named.isEmpty()
                ? self
                : instance.user(named.get())
                        .orElseThrow(() -> new StatementException(ErrorCatalog.noGrant(named.get())));
        String title = named.isEmpty() ? "Grants for User" : "Grants for " + user.account();
        return oneColumn(title, user.grantStatements());
    }

    ServerReply variables(Optional<String> like) {
        Map<String, String> values = new TreeMap<>();
        instance.variables(session).forEach((name, variable) -> values.put(name, variable.value()));
        return pairs(values, like.map(LikePattern::anyCase));
    }

    ServerReply status(Optional<String> like) {
        Map<String, String> values = new TreeMap<>();
        Optional<TlsState> tls = session.tls();
        values.put("Ssl_cipher", tls.map(TlsState::cipher).orElse(""));
        values.put("Ssl_cipher_list", tls.map(TlsState::cipher).orElse(""));
        values.put(
                "Ssl_server_not_after",
                tls.map(TlsState::notAfter).map(ShowAnswers::time).orElse(""));
        values.put(
                "Ssl_server_not_before",
                tls.map(TlsState::notBefore).map(ShowAnswers::time).orElse(""));
        values.put("Ssl_verify_mode", "0");
        values.put("Ssl_version", tls.map(TlsState::protocol).orElse(""));
        // TiDB keeps the letter case of a status variable's name apart (seen on v8.5.4).
        return pairs(values, like.map(LikePattern::exactCase));
    }

    ServerReply warnings() {
        return new ServerReply.Rows(
                List.of(
                        new WireColumn("Level", ColumnType.VARCHAR),
                        new WireColumn("Code", ColumnType.BIGINT),
                        new WireColumn("Message", ColumnType.VARCHAR)),
                List.of());
    }

    ServerReply processes() {
        List<WireColumn> wireColumns = List.of(
                new WireColumn("Id", ColumnType.BIGINT),
                new WireColumn("User", ColumnType.VARCHAR),
                new WireColumn("Host", ColumnType.VARCHAR),
                new WireColumn("db", ColumnType.VARCHAR),
                new WireColumn("Command", ColumnType.VARCHAR),
                new WireColumn("Time", ColumnType.BIGINT),
                new WireColumn("State", ColumnType.VARCHAR),
                new WireColumn("Info", ColumnType.VARCHAR));
        List<List<Optional<String>>> rows = new ArrayList<>();
        for (ClientProcess process : instance.processes().list()) {
            if (session.user().isSuper() || process.user().equals(session.user().name())) {
                rows.add(List.of(
                        Optional.of(String.valueOf(process.id())),
                        Optional.of(process.user()),
                        Optional.of(process.peer()),
                        process.database(),
                        Optional.of(process.id() == session.id() ? "Query" : "Sleep"),
                        Optional.of("0"),
                        Optional.of("autocommit"),
                        Optional.empty()));
            }
        }
        return new ServerReply.Rows(wireColumns, rows);
    }

    private static String time(Instant instant) {
        return CERTIFICATE_TIME.format(instant);
    }

    private static String suffix(Optional<String> like) {
        return like.map(text -> " (" + text + ")").orElse("");
    }

    private static ServerReply oneColumn(String title, Collection<String> values) {
        return new ServerReply.Rows(
                List.of(new WireColumn(title, ColumnType.VARCHAR)),
                values.stream().map(value -> List.of(Optional.of(value))).toList());
    }

    private static ServerReply pairs(Map<String, String> values, Optional<LikePattern> pattern) {
        List<List<Optional<String>>> rows = new ArrayList<>();
        values.forEach((name, value) -> {
            if (pattern.map(like -> like.matches(name)).orElse(true)) {
                rows.add(List.of(Optional.of(name), Optional.of(value)));
            }
        });
        return new ServerReply.Rows(
                List.of(
                        new WireColumn("Variable_name", ColumnType.VARCHAR),
                        new WireColumn("Value", ColumnType.VARCHAR)),
                rows);
    }
}
