package io.tidbclient.serve;

import io.tidbclient.output.json.JsonOut;
import io.tidbclient.serve.http.EventStream;
import io.tidbclient.serve.page.Pages;
import io.tidbclient.serve.status.ServerEvent;
import io.tidbclient.serve.status.ServerUpdate;
import io.tidbclient.time.NanoClock;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Sends the parts of the pages that change to the browsers that show them. */
final class PageEvents {
    /** The path of the stream. */
    static final String PATH = "/live";

    /** A page that has been loaded connects within this time, and must miss nothing until then. */
    private static final Duration CONNECTS_WITHIN = Duration.ofSeconds(10);

    private final EventStream stream;
    private final NanoClock clock;
    private final AtomicLong loaded;

    PageEvents(EventStream stream, NanoClock clock) {
        this.stream = stream;
        this.clock = clock;
        this.loaded = new AtomicLong(clock.nanos() - CONNECTS_WITHIN.toNanos());
    }

    /** A page is loaded; the path by which it gets all events from now on. */
    String load() {
        loaded.set(clock.nanos());
        return PATH + "?since=" + stream.last();
    }

    /** Parts that no browser shows are not made. */
    private boolean isWatched() {
        return stream.isAwaited() || clock.nanos() - loaded.get() < CONNECTS_WITHIN.toNanos();
    }

    void on(ServerUpdate update, Pages pages) {
        if (!isWatched()) {
            stream.skip();
            return;
        }
        switch (update.event()) {
            case ServerEvent.CheckDone ended -> {
                send(pages.parts(update.after(), ended.target()));
                stale(Pages.checksPart(ended.target()));
            }
            case ServerEvent.JobsPolled polled -> sendJobs(update, polled, pages);
            case ServerEvent.JobsFailed failed -> sendJobs(update, failed, pages);
            case ServerEvent.HistoryRead read -> stream.send(EventStream.RESET, "{}");
            case ServerEvent.ScenariosScheduled scheduled -> sendScenarios(update, scheduled, pages);
            case ServerEvent.ScenarioEvent scenario -> sendScenarios(update, scenario, pages);
            case ServerEvent.CheckStarted started -> {}
            case ServerEvent.CheckStopped stopped -> {}
            case ServerEvent.TargetsConfigured configured -> stream.send(EventStream.RESET, "{}");
        }
    }

    private void sendJobs(ServerUpdate update, ServerEvent.TargetEvent event, Pages pages) {
        if (update.jobsChanged(event.target())) {
            send(pages.jobParts(update.after(), event.target()));
            Pages.staleJobs(update, event).forEach(this::stale);
        }
    }

    private void sendScenarios(ServerUpdate update, ServerEvent.TargetEvent event, Pages pages) {
        send(pages.parts(update.after(), event.target()));
        stale(Pages.scenariosPart(event.target()));
    }

    /** A page that shows this part fetches it. */
    private void stale(String id) {
        stream.send("stale", JsonOut.line(json -> json.text("id", id)));
    }

    private void send(Map<String, String> changed) {
        changed.forEach((id, html) -> stream.send("part", JsonOut.line(json -> {
            json.text("id", id);
            json.text("html", html);
        })));
    }
}
