package io.tidbclient.importjob;

import java.util.OptionalInt;

/**
 * How far the current step is; reported by TiDB's 9.0 line and one draft before it. All texts as the server wrote them,
 * empty where it said NULL or {@code N/A}.
 *
 * @param step the step's name
 * @param processed size done: {@code 4.55GB}, or {@code 12 conflicts}
 * @param total size in all
 * @param percent 0 to 100, of the step and not of the job
 * @param speed {@code 10.96MB/s}, or {@code 3 conflicts/s}
 * @param eta {@code HH:MM:SS} or {@code 2 d 03:04:05}, of the step and not of the job
 */
public record StepProgress(String step, String processed, String total, OptionalInt percent, String speed, String eta) {
    /** Whether it says how far the step is, rather than only which one it is. */
    public boolean reportsProgress() {
        return percent.isPresent() || !processed.isEmpty();
    }

    /** Which step it is and how far it is, without the speed and what follows from it. */
    StepProgress position() {
        return new StepProgress(step, processed, total, percent, "", "");
    }
}
