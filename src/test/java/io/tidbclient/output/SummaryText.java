package io.tidbclient.output;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.cli.ExitCode;
import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.importjob.run.JobBoard;
import io.tidbclient.output.text.Text;

import java.time.ZoneOffset;

/** The closing summary of a check as plain text. */
final class SummaryText {
    private static final JobBoard BOARD = JobBoard.NONE;
    /** The verdict of a run with a refused user. */
    static final RunVerdict REFUSED =
            new RunVerdict(Outcome.DENIED, "1 of 3 connections failed: the server refused the user.");

    private SummaryText() {}

    static String summary(int width, CheckSnapshot run, RunVerdict verdict) {
        return String.join(
                "\n",
                new Summary(width, ExitCode::of)
                        .lines(run, verdict, BOARD, ZoneOffset.UTC).stream()
                                .map(Text::plain)
                                .toList());
    }
}
