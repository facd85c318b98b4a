package io.tidbclient.serve.api;

import io.tidbclient.output.json.JobsJson;
import io.tidbclient.output.json.JsonOut;
import io.tidbclient.output.json.ReportedJob;
import io.tidbclient.output.json.SamplesJson;
import io.tidbclient.serve.http.Answer;
import io.tidbclient.serve.http.Endpoint;
import io.tidbclient.serve.http.Request;
import io.tidbclient.serve.status.JobView;
import io.tidbclient.serve.status.ServerEvent;
import io.tidbclient.serve.status.ServerSnapshot;
import io.tidbclient.serve.status.ServerUpdate;
import io.tidbclient.serve.status.TargetView;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The part of the API that is about import jobs. A job has the fields of the command line's reports. */
final class ImportsApi {
    private final Supplier<ServerSnapshot> server;

    ImportsApi(Supplier<ServerSnapshot> server) {
        this.server = server;
    }

    Map<String, Endpoint> endpoints() {
        return Map.of(
                Api.ROOT + "/imports", request -> all(),
                Api.ROOT + "/targets/:name/imports",
                        request -> Api.of(server.get(), request, (latest, view) -> target(view)),
                Api.ROOT + "/targets/:name/imports/:id",
                        request -> Api.of(server.get(), request, (latest, view) -> job(request, view)));
    }

    /** The active jobs and those that ended with this poll; nothing when they are as they were. */
    Optional<Api.Event> event(ServerUpdate update, ServerEvent.TargetEvent event) {
        Set<Long> ended = event instanceof ServerEvent.JobsPolled polled
                ? new HashSet<>(polled.seen().poll().ended())
                : Set.of();
        return update.after()
                .target(event.target())
                .filter(view -> update.jobsChanged(event.target()))
                .map(view -> new Api.Event(
                        "imports",
                        JsonOut.line(json -> imports(
                                json,
                                view,
                                Stream.concat(
                                                view.jobs().active().stream(),
                                                view.jobs().ended().stream().filter(job -> ended.contains(job.id())))
                                        .toList()))));
    }

    private Answer all() {
        ServerSnapshot latest = server.get();
        return Api.answer(json -> {
            json.text("schema", Api.SCHEMA);
            json.objects(
                    "targets",
                    latest.targets(),
                    view -> imports(json, view, view.jobs().all()));
        });
    }

    private static Answer target(TargetView view) {
        return Api.answer(json -> {
            json.text("schema", Api.SCHEMA);
            imports(json, view, view.jobs().all());
        });
    }

    private static Answer job(Request request, TargetView view) {
        return id(request.parameter("id"))
                .flatMap(view.jobs()::find)
                .map(job -> Api.answer(json -> {
                    json.text("schema", Api.SCHEMA);
                    json.text("target", view.name());
                    json.instant("sampledFrom", job.sampledFrom());
                    json.instant("endedAt", job.endedAt());
                    json.object("job", () -> new JobsJson(json).job(reported(job)));
                    new SamplesJson(json).samples(job.samples());
                }))
                .orElseGet(() -> Api.error(404, "This target has no such import job, or it ended too long ago."));
    }

    /** Empty for what is no number. */
    private static Optional<Long> id(String text) {
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static void imports(JsonOut json, TargetView view, List<JobView> jobs) {
        json.text("target", view.name());
        json.instant("polledAt", view.jobs().polledAt());
        json.instant("unknownSince", view.jobs().unknown().map(unknown -> unknown.since()));
        json.text(
                "whyUnknown",
                view.jobs().unknown().map(unknown -> unknown.failure().sentence()));
        json.object("counts", () -> {
            json.number("jobs", view.jobs().counts().total());
            new JobsJson(json).byStatus(view.jobs().counts());
            json.number("vanished", view.jobs().counts().vanished());
            json.number("dropped", view.jobs().dropped());
        });
        new JobsJson(json).jobs(jobs.stream().map(ImportsApi::reported).toList());
    }

    private static ReportedJob reported(JobView job) {
        return ReportedJob.of(job.line().watched(), job.line().estimate());
    }
}
