package io.tidbclient.output;

import io.tidbclient.check.CheckEvent;
import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.output.job.StaleMark;
import io.tidbclient.output.text.Style;
import io.tidbclient.output.text.Text;

/** One line of a poll that failed. */
public final class MissedPollText {
    private MissedPollText() {}

    /**
     * How many have failed, why this one did, and how old the numbers are.
     *
     * @param target the server that was polled
     * @param after what is known with it
     */
    public static Text of(CheckEvent.PollMissed missed, ServerAddress target, CheckSnapshot after) {
        String count = missed.inARow() == missed.inAll()
                ? missed.inAll() == 1 ? "a poll was missed" : missed.inAll() + " polls were missed"
                : missed.inAll() + " polls were missed, " + missed.inARow() + " in a row";
        Text line = Text.of(count + ", retrying: " + FailureSummary.sentence(missed.failure()), Style.WARN);
        return after.jobs().stream()
                .filter(jobs -> jobs.target().equals(target))
                .map(jobs -> StaleMark.of(jobs, after.at()))
                .filter(mark -> !mark.isBlank())
                .findFirst()
                .map(mark ->
                        line.plus(" The numbers are ", Style.WARN).plus(mark).plus(".", Style.WARN))
                .orElse(line);
    }
}
