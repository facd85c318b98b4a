package io.tidbclient.output.imports;

import io.tidbclient.config.ServerAddress;
import io.tidbclient.importjob.run.ImportEvent;
import io.tidbclient.output.FailureSummary;
import io.tidbclient.output.text.Style;
import io.tidbclient.output.text.Text;
import io.tidbclient.output.text.Units;

/** What came of starting and cancelling jobs, a line each. */
final class OrderNews {
    private OrderNews() {}

    static Text of(ServerAddress target, ImportEvent event) {
        return switch (event) {
            case ImportEvent.Started started ->
                Text.of(target + "  job " + started.job().id() + " "
                        + started.job().tableName() + "  started");
            case ImportEvent.CancelAsked asked ->
                Text.of(target + "  job " + asked.id()
                        + "  cancellation requested; it can take minutes. Ctrl-C stops waiting; the server continues.");
            case ImportEvent.Cancelled cancelled ->
                Text.of(target + "  job " + cancelled.id() + "  cancelled, after " + Units.duration(cancelled.took()));
            case ImportEvent.CancelUnanswered unanswered ->
                Text.of(
                        target + "  job " + unanswered.id() + "  the answer to CANCEL was lost; the job may still be"
                                + " cancelled: "
                                + FailureSummary.sentence(unanswered.failure()),
                        Style.WARN);
            case ImportEvent.CancelRefused refused ->
                Text.of(
                        target + "  job " + refused.id() + "  NOT cancelled: "
                                + FailureSummary.sentence(refused.failure()),
                        Style.BAD);
        };
    }
}
