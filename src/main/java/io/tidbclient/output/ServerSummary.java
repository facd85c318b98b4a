package io.tidbclient.output;

import io.tidbclient.connection.PoolStats;
import io.tidbclient.connection.ServerIdentity;
import io.tidbclient.connection.ServerVersion;
import io.tidbclient.connection.TlsInfo;
import io.tidbclient.engine.State;
import io.tidbclient.importjob.run.JobBoard;
import io.tidbclient.output.digest.Server;
import io.tidbclient.output.text.Paragraph;
import io.tidbclient.output.text.Style;
import io.tidbclient.output.text.Text;
import io.tidbclient.output.text.Units;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is known of a server at the end. */
final class ServerSummary {
    private static final int MOST_VALUES = 5;
    private static final int MOST_INSTANCES = 20;
    private static final int BAR = 20;

    private final int width;
    private final CertificateText certificates;
    private final JobBoard board;
    private final Instant at;
    private final ZoneId zone;

    /**
     * @param width how many columns a line may take
     * @param at the time that the summary is about
     * @param board the import jobs
     * @param zone the reader's, for times of day
     */
    ServerSummary(int width, Instant at, JobBoard board, ZoneId zone) {
        this.width = width;
        this.certificates = new CertificateText(at);
        this.board = board;
        this.at = at;
        this.zone = zone;
    }

    List<Text> lines(Server server) {
        Map<String, Long> versions = server.distinct(view -> view.version().map(ServerSummary::version));
        List<Text> lines = new ArrayList<>(
                Paragraph.lines(Text.of(server.target() + "  ", Style.STRONG), values(versions), Style.PLAIN, width));
        add(lines, "connections", connections(server), Style.PLAIN);
        pools(server).forEach(pools -> add(lines, "pools", pools));
        addInstances(lines, server.distinct(view -> view.identity().map(ServerSummary::instance)));
        add(lines, "user", values(server.distinct(view -> view.identity().map(ServerIdentity::currentUser))));
        Map<TlsInfo, Long> tls = server.distinct(view -> view.tls().map(TlsInfo::withoutCertificate));
        tls.forEach((negotiated, count) -> add(
                lines,
                "TLS",
                (tls.size() == 1 ? "" : Units.count(count, "connection", "connections") + ": ") + tls(negotiated),
                style(negotiated)));
        addCertificates(lines, server);
        DatabaseSummary.lines(server).forEach(database -> add(lines, "database", database));
        server.jobs().ifPresent(jobs -> lines.addAll(new JobsSummary(width, board, at, zone).lines(jobs)));
        return lines;
    }

    /** The servers behind the address; of several, a bar shows what share of the connections each of them has. */
    private void addInstances(List<Text> lines, Map<String, Long> instances) {
        if (instances.size() < 2) {
            add(lines, "answered by", values(instances));
            return;
        }
        long all = instances.values().stream().mapToLong(Long::longValue).sum();
        long most = instances.values().stream().mapToLong(Long::longValue).max().orElse(1);
        int longest = instances.keySet().stream().mapToInt(String::length).max().orElse(0);
        String label = "answered by";
        for (Map.Entry<String, Long> instance : instances.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_INSTANCES)
                .toList()) {
            String name =
                    instance.getKey() + " ".repeat(longest - instance.getKey().length());
            long full = Math.max(1, instance.getValue() * BAR / most);
            String bar = "█".repeat((int) full) + "░".repeat(BAR - (int) full);
            String count = "%s (%d%%)".formatted(Units.count(instance.getValue()), instance.getValue() * 100 / all);
            add(lines, label, name + "  " + bar + "  " + count);
            label = "";
        }
        if (instances.size() > MOST_INSTANCES) {
            add(lines, "", "and " + Units.count(instances.size() - MOST_INSTANCES, "other", "others"));
        }
    }

    private void addCertificates(List<Text> lines, Server server) {
        List<CertificateText.Line> all = certificates.lines(server);
        all.stream()
                .limit(MOST_VALUES)
                .forEach(line -> add(
                        lines,
                        "certificate",
                        (all.size() == 1 ? "" : Units.count(line.connections(), "connection", "connections") + ": ")
                                + line.text(),
                        line.style()));
        if (all.size() > MOST_VALUES) {
            add(lines, "", "and " + Units.count(all.size() - MOST_VALUES, "other", "others") + " that expire later");
        }
    }

    /** A labelled value; nothing when there is none. */
    static List<Text> labelled(String label, String value, Style style, int width) {
        if (value.isEmpty()) {
            return List.of();
        }
        return Paragraph.lines(
                Text.of("  " + label + " ".repeat(Math.max(1, 13 - label.length())), Style.FAINT), value, style, width);
    }

    private void add(List<Text> lines, String label, String value, Style style) {
        lines.addAll(labelled(label, value, style, width));
    }

    private void add(List<Text> lines, String label, String value) {
        add(lines, label, value, Style.PLAIN);
    }

    private static String connections(Server server) {
        StringJoiner parts = new StringJoiner(", ");
        long unfinished = server.connections().size();
        for (State.TerminalState terminalState : State.TerminalState.values()) {
            long count = server.count(terminalState);
            unfinished -= count;
            if (count > 0) {
                parts.add(Units.count(count) + " " + word(terminalState));
            }
        }
        if (unfinished > 0) {
            parts.add(Units.count(unfinished) + " unfinished");
        }
        return Units.count(server.connections().size()) + ": " + parts;
    }

    /** One for each size that occurs, which is one unless reports of different runs were merged. */
    private static List<String> pools(Server server) {
        Map<Integer, List<PoolStats>> bySize = server.connections().stream()
                .flatMap(view -> view.pool().stream())
                .collect(Collectors.groupingBy(PoolStats::size, TreeMap::new, Collectors.toList()));
        return bySize.entrySet().stream()
                .map(pools -> Units.count(pools.getValue().size()) + " × " + pools.getKey() + " connections: "
                        + counts(pools.getValue().stream()
                                .reduce(PoolStats::plus)
                                .orElseThrow()))
                .toList();
    }

    static String counts(PoolStats pool) {
        return Units.count(pool.opened()) + " opened, " + Units.count(pool.borrowed()) + " borrowed, "
                + Units.count(pool.replaced()) + " replaced";
    }

    private static String word(State.TerminalState terminalState) {
        return switch (terminalState) {
            case COMPLETED -> "completed";
            case FAILED -> "FAILED";
            case CANCELLED -> "cancelled";
        };
    }

    private static String values(Map<String, Long> counts) {
        if (counts.size() == 1) {
            return counts.keySet().iterator().next();
        }
        StringJoiner values = new StringJoiner(", ");
        counts.entrySet().stream()
                .limit(MOST_VALUES)
                .forEach(value -> values.add(value.getKey() + " (" + Units.count(value.getValue()) + ")"));
        return values
                + (counts.size() > MOST_VALUES ? " and " + Units.count(counts.size() - MOST_VALUES) + " others" : "");
    }

    static String version(ServerVersion version) {
        String details = (version.edition().isEmpty() ? "" : ", " + version.edition() + " edition")
                + (version.store().isEmpty() ? "" : ", store " + version.store());
        String name = version.product().label() + " " + version.release();
        return switch (version.product()) {
            case TIDB -> name + details + (version.simulated() ? " – a simulation: this tool's sandbox" : "");
            case MARIADB, MYSQL -> "not TiDB: " + name + details;
        };
    }

    private static String instance(ServerIdentity identity) {
        return identity.hostname() + ":" + identity.port();
    }

    private static String tls(TlsInfo tls) {
        if (!tls.encrypted()) {
            return "none – traffic, including the password hash, is not encrypted; use --ssl-mode=required or"
                    + " stronger";
        }
        String verified = tls.verified().equals(TlsInfo.PLAIN.verified())
                ? "certificate not verified; use --ssl-mode=verify-identity to authenticate the server"
                : "verified: " + tls.verified();
        return tls.protocol() + ", " + tls.cipher() + "; " + verified;
    }

    private static Style style(TlsInfo tls) {
        if (!tls.encrypted()) {
            return Style.BAD;
        }
        return tls.verified().equals(TlsInfo.PLAIN.verified()) ? Style.WARN : Style.PLAIN;
    }
}
