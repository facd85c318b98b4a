package io.tidbclient.serve.status;

/**
 * What happened, and the server with it.
 *
 * @param event what happened
 * @param before the server, without the event's effect
 * @param after the server, with the event's effect
 */
public record ServerUpdate(ServerEvent event, ServerSnapshot before, ServerSnapshot after) {
    /** Whether the import jobs of a target may look different than before, beside when they were polled. */
    public boolean jobsChanged(String target) {
        return !jobs(before, target).looksLike(jobs(after, target));
    }

    private static TargetJobs jobs(ServerSnapshot server, String target) {
        return server.target(target).map(TargetView::jobs).orElse(TargetJobs.NONE);
    }
}
