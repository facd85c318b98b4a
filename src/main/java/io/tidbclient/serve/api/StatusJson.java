package io.tidbclient.serve.api;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.output.digest.ExitCodes;
import io.tidbclient.output.json.FailureJson;
import io.tidbclient.output.json.JsonOut;
import io.tidbclient.output.json.ReportJson;
import io.tidbclient.output.json.VerdictJson;
import io.tidbclient.serve.status.CheckRecord;
import io.tidbclient.serve.status.HistoryStatus;
import io.tidbclient.serve.status.ServerSnapshot;
import io.tidbclient.serve.status.TargetView;
import io.tidbclient.serve.status.TargetView.Condition;
import io.tidbclient.serve.status.Trend;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes what the server knows of its targets. */
final class StatusJson {
    private final VerdictJson verdicts;

    StatusJson(ExitCodes exitCodes) {
        this.verdicts = new VerdictJson(exitCodes);
    }

    void counts(JsonOut json, ServerSnapshot server) {
        json.object("counts", () -> {
            json.number("targets", server.targets().size());
            json.number("up", server.count(Condition.UP));
            json.number("down", server.count(Condition.DOWN));
            json.number("unknown", server.count(Condition.UNKNOWN));
        });
    }

    /** The history database; null without one. */
    void history(JsonOut json, Optional<HistoryStatus> history) {
        json.object("history", history, status -> {
            json.text("state", status.state().label());
            json.instant("since", status.since());
            json.number("queued", status.queued());
            json.number("dropped", status.dropped());
            FailureJson.write(json, "lastFailure", status.failure());
        });
    }

    /** A target without its history. */
    void target(JsonOut json, TargetView view) {
        json.text("name", view.name());
        json.text("condition", view.condition().name().toLowerCase(Locale.ROOT));
        json.instant("since", view.since());
        json.instant("checkingSince", view.checking());
        json.number("checks", view.checks());
        json.object("lastCheck", view.lastRecord(), record -> check(json, record));
        view.facts()
                .ifPresentOrElse(
                        facts -> ReportJson.servers(json, facts),
                        () -> json.objects("servers", List.<CheckSnapshot>of(), none -> {}));
    }

    /** The day in slots. */
    void trend(JsonOut json, Trend trend) {
        json.objects("trend", trend.slots(), slot -> {
            json.instant("from", slot.from());
            json.number("checks", slot.checks());
            json.number("failed", slot.failed());
            json.millis("meanFirstRoundTripMs", slot.mean());
            json.millis("maxFirstRoundTripMs", slot.mean().map(any -> slot.longest()));
        });
    }

    /** A check in short. */
    void check(JsonOut json, CheckRecord record) {
        json.number("run", record.number());
        json.instant("startedAt", record.startedAt());
        json.instant("endedAt", record.endedAt());
        json.millis("durationMs", record.took());
        verdicts.object(json, record.verdict());
        FailureJson.write(json, "failure", record.failure());
        json.millis("connectMs", record.connect());
        json.millis("firstRoundTripMs", record.firstRoundTrip());
    }
}
