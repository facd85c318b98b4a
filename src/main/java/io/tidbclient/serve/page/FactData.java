package io.tidbclient.serve.page;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.check.ConnectionView;
import io.tidbclient.connection.ServerCertificate;
import io.tidbclient.connection.TlsInfo;
import io.tidbclient.output.text.Units;
import io.tidbclient.serve.status.CheckRecord;
import io.tidbclient.serve.status.PastServer;
import io.tidbclient.serve.status.ScenarioView;
import io.tidbclient.serve.status.ServerFacts;
import io.tidbclient.serve.status.TargetView;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the templates show of a target in a list of names and values. */
final class FactData {
    private static final String VERSION = "Version";
    private static final String TLS = "TLS";
    private static final String CERTIFICATE = "Certificate";

    private final List<Map<String, Object>> facts = new ArrayList<>();
    private final Instant at;

    private FactData(Instant at) {
        this.at = at;
    }

    /** The facts of a target at a time, in their order. */
    static List<Map<String, Object>> of(TargetView view, Instant at) {
        FactData data = new FactData(at);
        view.facts().ifPresent(data::addServer);
        view.server().past().ifPresent(data::addMissing);
        view.lastRecord().ifPresent(data::addCheck);
        ScenarioData.summary(view.scenarios())
                .ifPresent(text -> data.add(
                        "Scenarios", text, view.scenarios().all().stream().anyMatch(ScenarioView::isBad) ? "bad" : ""));
        return data.facts;
    }

    private void addServer(CheckSnapshot check) {
        add("Server", servers(check), "");
        distinct(check, ConnectionView::version, version -> version.product().label() + " " + version.release())
                .ifPresent(text -> add(VERSION, text, ""));
        distinct(check, ConnectionView::tls, FactData::protection).ifPresent(text -> add(TLS, text, ""));
        new ServerFacts(check).expiry().ifPresent(expiry -> addCertificate(expiry, ""));
    }

    /** What the history has and no check since the start of this server has found out, with its age. */
    private void addMissing(PastServer past) {
        String asOf = ", as of " + PageData.time(past.checkedAt()).get("text");
        if (!has(VERSION) && !past.version().isEmpty()) {
            add(VERSION, past.version() + asOf, "");
        }
        if (!has(TLS) && !past.tls().isEmpty()) {
            add(TLS, past.tls() + asOf, "");
        }
        past.certificateExpiry()
                .filter(notAfter -> !has(CERTIFICATE))
                .ifPresent(notAfter -> addCertificate(new ServerCertificate.Expiry("", notAfter), asOf));
    }

    private void addCertificate(ServerCertificate.Expiry expiry, String asOf) {
        boolean expired = expiry.expired(at);
        add(
                CERTIFICATE,
                (expired ? "expired " : "expires ") + Units.daysAway(expiry.daysLeft(at)) + ", on "
                        + Units.date(expiry.notAfter()) + asOf,
                expired ? "bad" : "");
    }

    private void addCheck(CheckRecord record) {
        add("Last check", PageData.time(record.endedAt()).get("text") + ", took " + Units.duration(record.took()), "");
        record.connect().ifPresent(time -> add("Connect", Units.duration(time), ""));
        record.firstRoundTrip().ifPresent(time -> add("First round trip", Units.duration(time), ""));
    }

    private boolean has(String name) {
        return facts.stream().anyMatch(fact -> fact.get("name").equals(name));
    }

    private void add(String name, String value, String style) {
        facts.add(Map.of("name", name, "value", PageData.clean(value), "style", style));
    }

    private static String servers(CheckSnapshot check) {
        return check.connections().stream()
                .map(connection -> connection.target().toString())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String protection(TlsInfo tls) {
        return tls.encrypted() ? tls.protocol() + ", verified: " + tls.verified() : "none";
    }

    private static <T> Optional<String> distinct(
            CheckSnapshot check, Function<ConnectionView, Optional<T>> value, Function<T, String> text) {
        String all = check.connections().stream()
                .flatMap(connection -> value.apply(connection).stream())
                .map(text)
                .distinct()
                .collect(Collectors.joining("; "));
        return all.isEmpty() ? Optional.empty() : Optional.of(all);
    }
}
