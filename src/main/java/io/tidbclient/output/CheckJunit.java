package io.tidbclient.output;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.check.ConnectionView;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureKind.FailureCategory;
import io.tidbclient.connection.ServerIdentity;
import io.tidbclient.connection.TlsInfo;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.engine.State;
import io.tidbclient.output.digest.CertificateWarning;
import io.tidbclient.output.digest.Server;
import io.tidbclient.output.junit.JunitReport;
import io.tidbclient.output.junit.JunitReport.Case;
import io.tidbclient.output.junit.JunitReport.Outcome;
import io.tidbclient.output.junit.JunitReport.Suite;
import io.tidbclient.output.text.Units;
import io.tidbclient.time.Durations;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A check's result as JUnit: a suite for each server, with what is known of it, and a case for each connection. */
final class CheckJunit {
    private static final String GROUP = "tidb-client";

    private final CheckSnapshot last;
    private final RunVerdict verdict;

    CheckJunit(CheckSnapshot last, RunVerdict verdict) {
        this.last = last;
        this.verdict = verdict;
    }

    JunitReport report() {
        Duration took = Durations.between(last.startedAt(), last.at());
        List<Suite> suites = Server.of(last).stream().map(this::suite).toList();
        return new JunitReport(took, suites).after(verdict, GROUP, last.startedAt());
    }

    private Suite suite(Server server) {
        return new Suite(
                server.target().toString(),
                last.startedAt(),
                properties(server),
                server.connections().stream().map(this::testCase).toList());
    }

    private Map<String, String> properties(Server server) {
        Map<String, String> properties = new LinkedHashMap<>();
        put(
                properties,
                "product",
                server,
                view -> view.version().map(version -> version.product().label()));
        put(properties, "release", server, view -> view.version().map(version -> version.release()));
        put(properties, "edition", server, view -> view.version().map(version -> version.edition()));
        put(properties, "store", server, view -> view.version().map(version -> version.store()));
        put(properties, "simulated", server, view -> view.version().map(version -> version.simulated() ? "yes" : ""));
        put(properties, "answeredBy", server, view -> view.identity().map(id -> id.hostname() + ":" + id.port()));
        put(properties, "user", server, view -> view.identity().map(ServerIdentity::currentUser));
        put(properties, "tls", server, view -> view.tls().map(CheckJunit::tls));
        String certificates = new CertificateText(last.at())
                .lines(server).stream().map(CertificateText.Line::text).collect(Collectors.joining("; "));
        if (!certificates.isEmpty()) {
            properties.put("certificate", certificates);
        }
        // Each has commas of its own.
        String databases = String.join(" | ", DatabaseSummary.lines(server));
        if (!databases.isEmpty()) {
            properties.put("database", databases);
        }
        return properties;
    }

    /** Connections to one server mostly say the same; what they say is reported once each. */
    private static void put(
            Map<String, String> properties,
            String name,
            Server server,
            Function<ConnectionView, Optional<String>> value) {
        List<String> values = server.distinct(value).keySet().stream()
                .filter(text -> !text.isEmpty())
                .toList();
        if (!values.isEmpty()) {
            properties.put(name, String.join(", ", values));
        }
    }

    private static String tls(TlsInfo tls) {
        return tls.encrypted()
                ? tls.protocol() + " " + tls.cipher() + ", verified: " + tls.verified()
                : "none: plain text";
    }

    private Case testCase(ConnectionView view) {
        String name = view.target() + "#" + view.name().replaceFirst("^c(?=\\d+$)", "");
        Instant end = view.ended() ? view.since() : last.at();
        Duration took = Durations.between(last.startedAt(), end);
        if (view.endedAs(State.TerminalState.COMPLETED)) {
            return Case.passed(GROUP, name, took, details(view));
        }
        if (view.failure().isPresent()) {
            Failure failure = view.failure().get();
            boolean defect = failure.kind().category() == FailureCategory.TOOL;
            return new Case(
                    JunitReport.Source.of(GROUP),
                    name,
                    took,
                    defect ? Outcome.BROKEN : Outcome.FAILED,
                    failure.kind().label(),
                    failure.sentence(),
                    details(view));
        }
        return new Case(
                JunitReport.Source.of(GROUP),
                name,
                took,
                Outcome.BROKEN,
                view.ended() ? "CANCELLED" : "UNFINISHED",
                last.stopping().map(why -> "stopped: " + why).orElse("stopped before its end"),
                details(view));
    }

    private List<String> details(ConnectionView view) {
        List<String> details = new ArrayList<>();
        CertificateText.certificate(view)
                .filter(certificate -> certificate.warns(last.at()))
                .map(certificate -> new CertificateWarning(view.target(), certificate, 1, last.at()))
                .ifPresent(warning -> details.add("WARNING: " + warning.sentence()));
        view.failure().ifPresent(failure -> {
            details.add("failed in " + failure.state()
                    + failure.codeWithName().map(code -> " with " + code).orElse(""));
            if (!failure.hint().isEmpty()) {
                details.add(failure.hint());
            }
        });
        view.connectTime()
                .ifPresent(time -> details.add("connected in " + Units.duration(time)
                        + view.roundTrip()
                                .map(answer -> ", first answer after " + Units.duration(answer))
                                .orElse("")));
        view.identity().ifPresent(id -> details.add("connection " + id.connectionId() + " of the server"));
        if (view.reopened() > 0) {
            details.add("lost and reopened: " + Units.count(view.reopened(), "time", "times"));
        }
        return details;
    }
}
