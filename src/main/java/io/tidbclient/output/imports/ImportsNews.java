package io.tidbclient.output.imports;

import io.tidbclient.check.CheckEvent;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.engine.RunEvent;
import io.tidbclient.engine.State;
import io.tidbclient.importjob.run.ImportEvent;
import io.tidbclient.importjob.run.ImportSnapshot;
import io.tidbclient.output.FailureSummary;
import io.tidbclient.output.MissedPollText;
import io.tidbclient.output.job.JobNews;
import io.tidbclient.output.text.Style;
import io.tidbclient.output.text.Text;
import io.tidbclient.output.text.Units;

import java.time.ZoneId;
import java.util.List;

/** What is worth a line of what happens: each job that appears, changes its phase, stalls or ends; progress now and then. */
final class ImportsNews {
    private final JobNews jobs;

    /** @param zone the reader's, for times of day */
    ImportsNews(ZoneId zone) {
        this.jobs = new JobNews(zone);
    }

    List<Text> of(RunEvent event, ImportSnapshot after) {
        return switch (event) {
            case RunEvent.Found found -> found(found, after);
            case RunEvent.Stopping stopping -> List.of(Text.of("stopping: " + stopping.reason(), Style.WARN));
            case RunEvent.Transitioned moved
            when moved.to() == State.TerminalState.FAILED ->
                after.check().connections().stream()
                        .filter(view -> view.name().equals(moved.connection()))
                        .flatMap(view -> view.failure().stream()
                                .map(failure -> Text.of(
                                        view.target() + "  FAILED: " + FailureSummary.sentence(failure), Style.BAD)))
                        .toList();
            case RunEvent.Transitioned moved -> List.of();
            case RunEvent.Started started -> List.of();
            case RunEvent.MessageSent sent -> List.of();
        };
    }

    private List<Text> found(RunEvent.Found found, ImportSnapshot after) {
        ServerAddress target = after.check().connection(found.connection()).target();
        return switch (found.event()) {
            case CheckEvent.JobsWatched watched ->
                after.polled(found)
                        .map(poll -> jobs.of(poll, after.check().at()))
                        .orElse(List.of());
            case CheckEvent.AttemptFailed failed ->
                List.of(Text.of(
                        target + "  try " + failed.attempt() + " failed, retrying: "
                                + FailureSummary.sentence(failed.failure()),
                        Style.WARN));
            case CheckEvent.PollMissed missed ->
                List.of(Text.of(target + "  ").plus(MissedPollText.of(missed, target, after.check())));
            case CheckEvent.Reopened reopened ->
                List.of(Text.of(
                        target + "  the connection was lost and reopened after " + Units.duration(reopened.took()),
                        Style.WARN));
            case ImportEvent done -> List.of(OrderNews.of(target, done));
            default -> List.of();
        };
    }
}
