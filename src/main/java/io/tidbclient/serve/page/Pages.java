package io.tidbclient.serve.page;

import io.tidbclient.serve.http.Answer;
import io.tidbclient.serve.http.Endpoint;
import io.tidbclient.serve.http.Request;
import io.tidbclient.serve.status.HistoryStatus;
import io.tidbclient.serve.status.ServerEvent;
import io.tidbclient.serve.status.ServerSnapshot;
import io.tidbclient.serve.status.ServerUpdate;
import io.tidbclient.serve.status.TargetView;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The pages of the server: the overview, one for each target and each import job, and the files that they use. */
public final class Pages {
    static final String HTML = "text/html; charset=utf-8";

    private final String version;
    private final Supplier<Shown> now;
    private final Supplier<Optional<HistoryStatus>> history;
    private final InstantSource clock;
    private final Templates templates = new Templates();
    private final JobPages jobs;

    /**
     * @param version this tool's
     * @param live the path of the event stream with {@link #parts}, from its last event on
     * @param server the latest snapshot
     * @param history how the history database does; empty without one
     * @param clock the time that remaining days count from
     */
    public Pages(
            String version,
            Supplier<String> live,
            Supplier<ServerSnapshot> server,
            Supplier<Optional<HistoryStatus>> history,
            InstantSource clock) {
        this.version = version;
        this.now = () -> {
            String path = live.get();
            return new Shown(path, server.get());
        };
        this.history = history;
        this.clock = clock;
        this.jobs = new JobPages(now, templates, this::page);
    }

    /** By path. */
    public Map<String, Endpoint> endpoints() {
        Map<String, Endpoint> all = new HashMap<>(jobs.endpoints());
        all.putAll(Map.of(
                "/",
                request -> overview(),
                "/targets/:name",
                this::target,
                "/targets/:name/checks",
                this::checks,
                "/targets/:name/scenarios",
                this::scenarios,
                "/style.css",
                request -> Answer.ok("text/css; charset=utf-8", Templates.file("style.css")),
                "/live.js",
                request -> Answer.ok("text/javascript; charset=utf-8", Templates.file("live.js"))));
        return all;
    }

    /** The parts of the pages that show {@code target} or depend on it, by their ids, as they are now. */
    public Map<String, String> parts(ServerSnapshot after, String target) {
        Map<String, String> parts = new HashMap<>();
        parts.put("counts", templates.render("counts", Map.of("counts", PageData.counts(after))));
        history.get()
                .ifPresent(status ->
                        parts.put("history", templates.render("history", Map.of("history", PageData.history(status)))));
        after.target(target)
                .ifPresent(view -> parts.put(
                        PageData.id(target),
                        templates.render("card", Map.of("target", PageData.target(after, view, clock.instant())))));
        return parts;
    }

    /** The parts of the pages that show the import jobs of {@code target}, by their ids, as they are now. */
    public Map<String, String> jobParts(ServerSnapshot after, String target) {
        return jobs.parts(after, target);
    }

    /** The ids of the jobs' parts that have changed with a poll; a page that shows one of them fetches it. */
    public static List<String> staleJobs(ServerUpdate update, ServerEvent.TargetEvent event) {
        return JobPages.stale(update, event);
    }

    /** The id of the part that lists the checks of {@code target}: large, so that a page that shows it fetches it. */
    public static String checksPart(String target) {
        return PageData.checksId(target);
    }

    /** The id of the part that lists the scenarios of {@code target}: large, so that a page that shows it fetches it. */
    public static String scenariosPart(String target) {
        return ScenarioData.id(target);
    }

    private Answer overview() {
        Shown shown = now.get();
        ServerSnapshot latest = shown.server();
        return page(
                shown,
                "overview",
                PageData.counts(latest).get("title").toString(),
                Map.of(
                        "counts", PageData.counts(latest),
                        "history", history.get().map(PageData::history).orElse(""),
                        "jobs", JobPages.overview(latest),
                        "targets", PageData.targets(latest, clock.instant())));
    }

    private Answer target(Request request) {
        Shown shown = now.get();
        ServerSnapshot latest = shown.server();
        return about(
                request,
                latest,
                view -> page(
                        shown,
                        "target",
                        PageData.title(view.name()),
                        Map.of(
                                "target", PageData.target(latest, view, clock.instant()),
                                "list", JobPages.onTarget(view),
                                "scenarios", ScenarioData.list(view),
                                "checks", PageData.checks(view))));
    }

    private Answer checks(Request request) {
        return about(
                request,
                now.get().server(),
                view -> Answer.ok(HTML, templates.render("checks", Map.of("checks", PageData.checks(view)))));
    }

    private Answer scenarios(Request request) {
        return about(
                request,
                now.get().server(),
                view -> Answer.ok(HTML, templates.render("scenarios", Map.of("scenarios", ScenarioData.list(view)))));
    }

    private static Answer about(Request request, ServerSnapshot latest, Function<TargetView, Answer> answer) {
        return latest.target(request.parameter("name"))
                .map(answer)
                .orElseGet(() -> Answer.sentence(404, "No target has this name; / lists them."));
    }

    private Answer page(Shown shown, String template, String title, Map<String, Object> data) {
        Map<String, Object> all = new HashMap<>(data);
        all.put("title", title);
        all.put("version", version);
        all.put("live", shown.live());
        return Answer.ok(HTML, templates.render(template, all));
    }
}
