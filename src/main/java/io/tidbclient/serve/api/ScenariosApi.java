package io.tidbclient.serve.api;

import io.tidbclient.output.json.JsonOut;
import io.tidbclient.output.json.VerdictJson;
import io.tidbclient.output.scenario.ScenarioJson;
import io.tidbclient.serve.http.Endpoint;
import io.tidbclient.serve.status.ScenarioRecord;
import io.tidbclient.serve.status.ScenarioView;
import io.tidbclient.serve.status.ServerEvent;
import io.tidbclient.serve.status.ServerSnapshot;
import io.tidbclient.serve.status.ServerUpdate;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The part of the API that is about scenarios. A result has the fields of the reports of {@code tidb-client run}. */
final class ScenariosApi {
    private final Supplier<ServerSnapshot> server;
    private final VerdictJson verdicts;

    ScenariosApi(Supplier<ServerSnapshot> server, VerdictJson verdicts) {
        this.server = server;
        this.verdicts = verdicts;
    }

    Map<String, Endpoint> endpoints() {
        return Map.of(
                Api.ROOT + "/scenarios",
                        request -> Api.answer(json -> {
                            json.text("schema", Api.SCHEMA);
                            json.objects("targets", server.get().targets(), view -> {
                                json.text("target", view.name());
                                json.objects("scenarios", view.scenarios().all(), scenario -> brief(json, scenario));
                            });
                        }),
                Api.ROOT + "/targets/:name/scenarios",
                        request -> Api.of(
                                server.get(),
                                request,
                                (latest, view) -> Api.answer(json -> {
                                    json.text("schema", Api.SCHEMA);
                                    json.text("target", view.name());
                                    json.objects(
                                            "scenarios", view.scenarios().all(), scenario -> whole(json, scenario));
                                })));
    }

    /** The scenario as it is after its run; nothing when a run began or was stopped. */
    Optional<Api.Event> event(ServerUpdate update, ServerEvent.ScenarioEvent event) {
        return switch (event) {
            case ServerEvent.ScenarioEnded ended ->
                update.after()
                        .target(ended.target())
                        .flatMap(view -> view.scenarios().find(ended.scenario()))
                        .map(view -> new Api.Event("scenario", JsonOut.line(json -> {
                            json.text("target", ended.target());
                            brief(json, view);
                        })));
            case ServerEvent.ScenarioStarted started -> Optional.empty();
            case ServerEvent.ScenarioStopped stopped -> Optional.empty();
        };
    }

    private void brief(JsonOut json, ScenarioView view) {
        state(json, view);
        json.object("lastRun", view.last(), record -> run(json, record));
    }

    private void whole(JsonOut json, ScenarioView view) {
        state(json, view);
        json.object("lastRun", view.last(), record -> {
            run(json, record);
            json.objects("results", record.outcome().results(), result -> ScenarioJson.result(json, result));
        });
    }

    private static void state(JsonOut json, ScenarioView view) {
        json.text("name", view.name());
        json.text("status", view.status().map(status -> status.label()));
        json.instant("since", view.since());
        json.instant("runningSince", view.running());
        json.instant("nextRunAt", view.next());
        json.number("runs", view.runs());
    }

    private void run(JsonOut json, ScenarioRecord record) {
        json.number("run", record.number());
        json.instant("startedAt", record.startedAt());
        json.instant("endedAt", record.endedAt());
        json.millis("durationMs", record.took());
        json.text("status", record.status().label());
        json.text("why", record.sentence());
        verdicts.object(json, record.outcome().verdict());
        ScenarioJson.counts(json, record.outcome().results());
        json.texts("notes", record.notes());
    }
}
