package io.tidbclient.serve.api;

import io.tidbclient.config.Shard;
import io.tidbclient.output.digest.ExitCodes;
import io.tidbclient.output.json.JsonOut;
import io.tidbclient.output.json.ReportJson;
import io.tidbclient.output.json.VerdictJson;
import io.tidbclient.serve.http.Answer;
import io.tidbclient.serve.http.Endpoint;
import io.tidbclient.serve.http.EventStream;
import io.tidbclient.serve.http.Request;
import io.tidbclient.serve.status.HistoryStatus;
import io.tidbclient.serve.status.ServerEvent;
import io.tidbclient.serve.status.ServerSnapshot;
import io.tidbclient.serve.status.ServerUpdate;
import io.tidbclient.serve.status.TargetView;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The API's endpoints and events, as {@code openapi.json} describes them. */
public final class Api {
    /** What every path begins with. */
    public static final String ROOT = "/api/v1";

    static final String SCHEMA = "tidb-client/serve/1";
    private static final String JSON = "application/json";

    private final String version;
    private final Supplier<ServerSnapshot> server;
    private final Supplier<Optional<HistoryStatus>> history;
    private final StatusJson status;
    private final ImportsApi imports;
    private final ScenariosApi scenarios;
    private final ReportJson reports;

    /**
     * @param version this tool's
     * @param server the latest snapshot
     * @param history how the history database does; empty without one
     * @param exitCodes the numbers that verdicts name
     */
    public Api(
            String version,
            Supplier<ServerSnapshot> server,
            Supplier<Optional<HistoryStatus>> history,
            ExitCodes exitCodes) {
        this.version = version;
        this.server = server;
        this.history = history;
        this.status = new StatusJson(exitCodes);
        this.imports = new ImportsApi(server);
        this.scenarios = new ScenariosApi(server, new VerdictJson(exitCodes));
        this.reports = new ReportJson(version, Shard.WHOLE, exitCodes);
    }

    /** By path. */
    public Map<String, Endpoint> endpoints() {
        Map<String, Endpoint> all = new HashMap<>(imports.endpoints());
        all.putAll(scenarios.endpoints());
        all.putAll(Map.of(
                ROOT + "/status", request -> status(),
                ROOT + "/targets", request -> targets(),
                ROOT + "/targets/:name", request -> of(request, this::target),
                ROOT + "/targets/:name/runs", request -> of(request, this::runs),
                ROOT + "/targets/:name/report", request -> of(request, this::report),
                ROOT + "/openapi.json", request -> Answer.ok(JSON, resource("openapi.json")),
                ROOT + "/report.schema.json", request -> schema("report"),
                ROOT + "/scenarios-report.schema.json", request -> schema("scenarios-report")));
        return all;
    }

    /** An event of the stream. */
    public record Event(String name, String data) {}

    /**
     * An event of the stream, if it has one: {@code target} with the target as it is then, {@code imports} with its import jobs that
     * are active or have just ended, or {@code scenario} with one of its scenarios.
     */
    public Optional<Event> event(ServerUpdate update) {
        return switch (update.event()) {
            case ServerEvent.CheckDone ended ->
                update.after()
                        .target(ended.target())
                        .map(view -> new Event("target", JsonOut.line(json -> status.target(json, view))));
            case ServerEvent.JobsPolled polled -> imports.event(update, polled);
            case ServerEvent.JobsFailed failed -> imports.event(update, failed);
            case ServerEvent.HistoryRead read -> Optional.of(new Event(EventStream.RESET, "{}"));
            case ServerEvent.ScenarioEvent scenario -> scenarios.event(update, scenario);
            case ServerEvent.ScenariosScheduled scheduled -> Optional.empty();
            case ServerEvent.CheckStarted started -> Optional.empty();
            case ServerEvent.CheckStopped stopped -> Optional.empty();
            case ServerEvent.TargetsConfigured configured -> Optional.of(new Event(EventStream.RESET, "{}"));
        };
    }

    private Answer status() {
        ServerSnapshot latest = server.get();
        return answer(json -> {
            json.text("schema", SCHEMA);
            json.object("tool", () -> {
                json.text("name", "tidb-client");
                json.text("version", version);
            });
            json.instant("startedAt", latest.startedAt());
            status.counts(json, latest);
            status.history(json, history.get());
        });
    }

    private Answer targets() {
        ServerSnapshot latest = server.get();
        return answer(json -> {
            json.text("schema", SCHEMA);
            status.counts(json, latest);
            json.objects("targets", latest.targets(), view -> status.target(json, view));
        });
    }

    private Answer target(ServerSnapshot latest, TargetView view) {
        return answer(json -> {
            json.text("schema", SCHEMA);
            status.target(json, view);
            status.trend(json, view.trend());
        });
    }

    private Answer runs(ServerSnapshot latest, TargetView view) {
        return answer(json -> {
            json.text("schema", SCHEMA);
            json.text("name", view.name());
            json.objects("runs", view.recent(), record -> status.check(json, record));
        });
    }

    /** The last check as {@code -o json} of the command line reports it. */
    private Answer report(ServerSnapshot latest, TargetView view) {
        return view.last()
                .map(last -> {
                    ByteArrayOutputStream out = new ByteArrayOutputStream();
                    reports.write(out, last, view.lastRecord().orElseThrow().verdict());
                    return Answer.ok(JSON, out.toString(StandardCharsets.UTF_8));
                })
                .orElseGet(() -> error(
                        404,
                        "There is no report: no check of this target has ended yet, or the last one could not begin."));
    }

    private Answer of(Request request, BiFunction<ServerSnapshot, TargetView, Answer> answer) {
        return of(server.get(), request, answer);
    }

    static Answer of(ServerSnapshot latest, Request request, BiFunction<ServerSnapshot, TargetView, Answer> answer) {
        return latest.target(request.parameter("name"))
                .map(view -> answer.apply(latest, view))
                .orElseGet(() -> error(404, "No target has this name; " + ROOT + "/targets lists them."));
    }

    static Answer error(int status, String sentence) {
        return Answer.of(status, JSON, JsonOut.line(json -> json.text("error", sentence)));
    }

    static Answer answer(Consumer<JsonOut> fields) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JsonOut.write(out, true, fields);
        return Answer.ok(JSON, out.toString(StandardCharsets.UTF_8));
    }

    private static Answer schema(String name) {
        return Answer.ok("application/schema+json", resource("/io/tidbclient/output/" + name + ".schema.json"));
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(Api.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
