package io.tidbclient.output;

import io.tidbclient.coordination.RunResult;
import io.tidbclient.coordination.RunVerdict;
import io.tidbclient.report.RunSeries;

/** Prints the runs of a repeated check, one after the other, and their result. */
public interface SeriesRenderer {
    /**
     * A run has ended.
     *
     * @param number counts the runs from 1
     */
    void run(int number, RunResult result);

    /**
     * The last run has ended.
     *
     * @param skipped runs that were due while another was under way
     * @param verdict what came of all of them
     */
    void finished(RunSeries series, int skipped, RunVerdict verdict);
}
