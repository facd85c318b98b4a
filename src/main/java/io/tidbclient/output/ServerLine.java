package io.tidbclient.output;

import io.tidbclient.connection.ServerIdentity;
import io.tidbclient.connection.TlsInfo;
import io.tidbclient.output.digest.Server;
import io.tidbclient.output.text.Column;
import io.tidbclient.output.text.Style;
import io.tidbclient.output.text.Table;
import io.tidbclient.output.text.Text;
import io.tidbclient.output.text.Units;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is known of a server, in short: version, user, TLS. */
final class ServerLine {
    private static final Table<Server> TABLE = Table.of(
            Column.left("SERVER", 0, ServerLine::address),
            Column.left(
                    "CHECKED", 0, server -> CheckCounts.of(server.connections()).words()),
            Column.<Server>left("VERSION", 1, ServerLine::version).cutTo(12),
            Column.left("USER", 3, ServerLine::user),
            Column.left("TLS", 2, ServerLine::tls));

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");

    private ServerLine() {}

    /** {@code 127.0.0.1:4000  TiDB v8.5.4 · app@% · TLSv1.3 verified}; the address alone before any answer. */
    static Text of(Server server) {
        Text line = address(server);
        String gap = "  ";
        for (Text part : List.of(version(server), user(server), tls(server))) {
            if (!part.isBlank()) {
                line = line.plus(gap, Style.FAINT).plus(part);
                gap = " · ";
            }
        }
        return line;
    }

    /** A line for each, under headings. */
    static List<Text> table(List<Server> servers, int width) {
        return TABLE.render(servers, width);
    }

    private static Text address(Server server) {
        return Text.of(server.target().toString(), Style.STRONG);
    }

    private static Text version(Server server) {
        return one(server.distinct(view -> view.version().map(ConnectionColumns::server)), "versions");
    }

    private static Text user(Server server) {
        return one(server.distinct(view -> view.identity().map(ServerIdentity::currentUser)), "users");
    }

    private static Text one(Map<String, Long> values, String many) {
        return values.size() > 1
                ? Text.of(Units.count(values.size()) + " " + many, Style.WARN)
                : Text.of(String.join("", values.keySet()));
    }

    private static Text tls(Server server) {
        Map<TlsInfo, Long> all = server.distinct(view -> view.tls().map(TlsInfo::withoutCertificate));
        if (all.isEmpty()) {
            return Text.EMPTY;
        }
        if (all.size() > 1) {
            return Text.of("TLS differs", Style.WARN);
        }
        TlsInfo tls = all.keySet().iterator().next();
        if (!tls.encrypted()) {
            return Text.of("no TLS", LOOPBACK.contains(server.target().host()) ? Style.PLAIN : Style.WARN);
        }
        return tls.verified().equals(TlsInfo.PLAIN.verified())
                ? Text.of(tls.protocol() + " not verified", Style.WARN)
                : Text.of(tls.protocol() + " verified");
    }
}
