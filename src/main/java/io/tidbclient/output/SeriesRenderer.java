package io.tidbclient.output;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.check.report.RunSeries;
import io.tidbclient.engine.RunResult;
import io.tidbclient.engine.RunVerdict;

/** Prints the runs of a repeated check, one after the other, and their result. */
public interface SeriesRenderer {
    /**
     * A run has ended.
     *
     * @param number counts the runs from 1
     */
    void run(int number, RunResult<CheckSnapshot> result);

    /**
     * The last run has ended.
     *
     * @param skipped runs that were due while another was under way
     * @param verdict the outcome of all
     */
    void finished(RunSeries series, int skipped, RunVerdict verdict);
}
