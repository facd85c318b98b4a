package io.tidbclient.output;

import io.tidbclient.check.CheckEvent;
import io.tidbclient.output.text.Style;
import io.tidbclient.output.text.Text;

/** One line of a poll that failed. */
public final class MissedPollText {
    private MissedPollText() {}

    /** How many have failed, and why this one did. */
    public static Text of(CheckEvent.PollMissed missed) {
        String count = missed.inARow() == missed.inAll()
                ? missed.inAll() == 1 ? "a poll was missed" : missed.inAll() + " polls were missed"
                : missed.inAll() + " polls were missed, " + missed.inARow() + " in a row";
        return Text.of(count + ", retrying: " + FailureSummary.sentence(missed.failure()), Style.WARN);
    }
}
