package io.tidbclient.serve;

import io.tidbclient.output.json.JsonOut;
import io.tidbclient.serve.http.EventStream;
import io.tidbclient.serve.page.Pages;
import io.tidbclient.serve.status.ServerEvent;
import io.tidbclient.serve.status.ServerUpdate;

import java.util.Map;

/** Sends the parts of the pages that change to the browsers that show them. */
final class PageEvents {
    private final Pages pages;
    private final EventStream stream;

    PageEvents(Pages pages, EventStream stream) {
        this.pages = pages;
        this.stream = stream;
    }

    void on(ServerUpdate update) {
        if (stream.clients() == 0) {
            stream.skip();
            return;
        }
        switch (update.event()) {
            case ServerEvent.CheckDone ended -> {
                send(pages.parts(update.after(), ended.target()));
                stale(Pages.checksPart(ended.target()));
            }
            case ServerEvent.JobsPolled polled -> sendJobs(update, polled);
            case ServerEvent.JobsFailed failed -> sendJobs(update, failed);
            case ServerEvent.CheckStarted started -> {}
            case ServerEvent.CheckStopped stopped -> {}
            case ServerEvent.TargetsConfigured configured -> stream.send(EventStream.RESET, "{}");
        }
    }

    private void sendJobs(ServerUpdate update, ServerEvent.TargetEvent event) {
        if (update.jobsChanged(event.target())) {
            send(pages.jobParts(update.after(), event.target()));
            Pages.staleJobs(update, event).forEach(this::stale);
        }
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
