package io.tidbclient.serve.page;

import io.tidbclient.serve.http.Answer;
import io.tidbclient.serve.http.Endpoint;
import io.tidbclient.serve.http.Request;
import io.tidbclient.serve.page.JobData.Limits;
import io.tidbclient.serve.status.JobView;
import io.tidbclient.serve.status.ServerEvent;
import io.tidbclient.serve.status.ServerSnapshot;
import io.tidbclient.serve.status.ServerUpdate;
import io.tidbclient.serve.status.TargetView;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The pages of import jobs, and what other pages show of them. */
final class JobPages {
    private final Supplier<Shown> now;
    private final Templates templates;
    private final Layout layout;

    /** Makes a page of a template, its title and its data. */
    @FunctionalInterface
    interface Layout {
        Answer page(Shown shown, String template, String title, Map<String, Object> data);
    }

    /** Answers about a job. */
    @FunctionalInterface
    private interface OfJob {
        Answer answer(Shown shown, TargetView view, JobView job);
    }

    JobPages(Supplier<Shown> now, Templates templates, Layout layout) {
        this.now = now;
        this.templates = templates;
        this.layout = layout;
    }

    Map<String, Endpoint> endpoints() {
        return Map.of(
                "/targets/:name/jobs/:id", request -> of(request, this::page),
                "/targets/:name/jobs/:id/part", request -> of(request, this::part));
    }

    /** What the overview shows of the jobs of all targets. */
    static Map<String, Object> overview(ServerSnapshot latest) {
        return Map.of(
                "counts", JobData.counts(latest),
                "lists", latest.targets().stream().map(JobPages::onOverview).toList());
    }

    /** What the page of a target shows of its jobs. */
    static Map<String, Object> onTarget(TargetView view) {
        Map<String, Object> list = new HashMap<>(JobData.list("jobs", view, Limits.TARGET));
        list.put("heading", "");
        list.put(
                "none",
                view.jobs().followed() && view.jobs().unknown().isEmpty()
                        ? "No import job is active or has ended in the last 24 hours."
                        : "");
        list.put("hidden", "");
        return list;
    }

    private static Map<String, Object> onOverview(TargetView view) {
        Map<String, Object> list = new HashMap<>(JobData.list("imports", view, Limits.OVERVIEW));
        list.put("heading", "yes");
        list.put("none", "");
        list.put("hidden", JobData.worthShowing(view.jobs()) ? "" : "yes");
        return list;
    }

    /** The parts of the overview and of the target's page that show its jobs, by their ids. */
    Map<String, String> parts(ServerSnapshot after, String target) {
        Map<String, String> parts = new HashMap<>();
        parts.put("job-counts", templates.render("job-counts", Map.of("jobs", overview(after))));
        after.target(target)
                .ifPresent(view -> Stream.of(onOverview(view), onTarget(view))
                        .forEach(list ->
                                parts.put((String) list.get("id"), templates.render("jobs", Map.of("list", list)))));
        return parts;
    }

    /** The ids of the jobs' parts that are not as they were: large, so that a page that shows one fetches it. */
    static List<String> stale(ServerUpdate update, ServerEvent.TargetEvent event) {
        Set<Long> ended = event instanceof ServerEvent.JobsPolled polled
                ? new HashSet<>(polled.seen().poll().ended())
                : Set.of();
        return update.after().target(event.target()).stream()
                .flatMap(view -> view.jobs().all().stream())
                .filter(job -> job.endedAt().isEmpty() || ended.contains(job.id()))
                .map(job -> JobData.id(event.target(), job.id()))
                .toList();
    }

    private Answer page(Shown shown, TargetView view, JobView job) {
        return layout.page(
                shown,
                "job",
                PageData.title("Import job " + job.id() + " of " + view.name()),
                Map.of(
                        "target", PageData.clean(view.name()),
                        "href", PageData.href(view.name()),
                        "job", JobData.job(view, job)));
    }

    private Answer part(Shown shown, TargetView view, JobView job) {
        return Answer.ok(Pages.HTML, templates.render("job-part", Map.of("job", JobData.job(view, job))));
    }

    private Answer of(Request request, OfJob answer) {
        Shown shown = now.get();
        return shown.server().target(request.parameter("name")).stream()
                .flatMap(view -> view.jobs().all().stream()
                        .filter(job -> ("" + job.id()).equals(request.parameter("id")))
                        .map(job -> answer.answer(shown, view, job)))
                .findFirst()
                .orElseGet(() -> Answer.sentence(
                        404, "This target has no such import job, or it ended more than 24 hours ago; / lists them."));
    }
}
