package io.tidbclient.serve.page;

import io.quarkus.qute.RawString;
import io.tidbclient.connection.Failure;
import io.tidbclient.output.text.TerminalText;
import io.tidbclient.output.text.Units;
import io.tidbclient.redact.Redactor;
import io.tidbclient.serve.status.CheckRecord;
import io.tidbclient.serve.status.HistoryStatus;
import io.tidbclient.serve.status.ServerSnapshot;
import io.tidbclient.serve.status.TargetView;
import io.tidbclient.serve.status.TargetView.Condition;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the templates show of a snapshot. */
final class PageData {
    private PageData() {}

    /** The id of a target's part of the page. */
    static String id(String target) {
        return "target-" + encoded(target);
    }

    /** The path of a target's page. */
    static String href(String target) {
        return "/targets/" + encoded(target);
    }

    /** The id of the list of a target's checks. */
    static String checksId(String target) {
        return "checks-" + encoded(target);
    }

    static Map<String, Object> counts(ServerSnapshot server) {
        return Map.of(
                "title",
                        title("TiDB targets: %d up, %d down"
                                .formatted(server.count(Condition.UP), server.count(Condition.DOWN))),
                "up", server.count(Condition.UP),
                "down", server.count(Condition.DOWN),
                "unknown", server.count(Condition.UNKNOWN) == 0 ? "" : "" + server.count(Condition.UNKNOWN));
    }

    /** The warning that the history is not written; empty while it is. */
    static String history(HistoryStatus status) {
        if (status.healthy()) {
            return "";
        }
        String why = status.failure()
                .map(failure -> ": " + clean((failure.sentence() + " " + failure.hint()).strip()))
                .orElse(".");
        return "The history has not been written since %s%s Waiting records: %d; dropped: %d."
                .formatted(time(status.since()).get("text"), why, status.queued(), status.dropped());
    }

    /** The title of a page. */
    static String title(String text) {
        return TerminalText.clean(text) + " – tidb-client";
    }

    /** Its targets: those that are down first, then those not checked yet, each in the order of the configuration. */
    static List<Map<String, Object>> targets(ServerSnapshot server, Instant at) {
        return server.targets().stream()
                .map(view -> target(server, view, at))
                .sorted(Comparator.comparing(target -> target.get("order").toString()))
                .toList();
    }

    static Map<String, Object> target(ServerSnapshot server, TargetView view, Instant at) {
        return Map.of(
                "order",
                        "%d-%06d"
                                .formatted(
                                        rank(view.condition()), server.targets().indexOf(view)),
                "id", id(view.name()),
                "href", href(view.name()),
                "name", clean(view.name()),
                "condition", label(view.condition()),
                "since", view.since().<Object>map(since -> since(since, at)).orElse(""),
                "failure", failure(view),
                "facts", FactData.of(view, at),
                "sparkline", new RawString(new Sparkline(view.trend().at(at)).html()));
    }

    static Map<String, Object> checks(TargetView view) {
        return Map.of(
                "id", checksId(view.name()),
                "source", href(view.name()) + "/checks",
                "list", view.recent().stream().map(PageData::check).toList());
    }

    private static int rank(Condition condition) {
        return switch (condition) {
            case DOWN -> 0;
            case UNKNOWN -> 1;
            case UP -> 2;
        };
    }

    private static Map<String, Object> check(CheckRecord record) {
        return Map.of(
                "at", time(record.startedAt()),
                "condition", label(record.up() ? Condition.UP : Condition.DOWN),
                "outcome", record.verdict().outcome().label(),
                "took", Units.duration(record.took()),
                "connect", duration(record.connect()),
                "trip", duration(record.firstRoundTrip()),
                "message", clean(record.sentence()));
    }

    private static Object failure(TargetView view) {
        if (view.condition() != Condition.DOWN) {
            return "";
        }
        CheckRecord record = view.lastRecord().orElseThrow();
        return Map.of(
                "sentence", clean(record.sentence()),
                "hint", clean(record.failure().map(Failure::hint).orElse("")));
    }

    private static Map<String, Object> since(Instant since, Instant at) {
        Map<String, Object> all = new HashMap<>(time(since));
        all.put("ago", "for " + Units.coarse(Duration.between(since, at)));
        return all;
    }

    static Map<String, Object> time(Instant at) {
        return Map.of(
                "iso",
                at.truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString(),
                "text",
                Units.dateTime(at.atOffset(ZoneOffset.UTC).toLocalDateTime()) + " UTC");
    }

    private static String duration(Optional<Duration> took) {
        return took.map(Units::duration).orElse("");
    }

    private static String label(Condition condition) {
        return condition.name().toLowerCase(Locale.ROOT);
    }

    static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static String clean(String text) {
        return TerminalText.clean(Redactor.text(text));
    }
}
