package io.tidbclient.importjob.estimate;

import java.time.Duration;

/**
 * How long a job has been in a phase, as far as it was watched.
 *
 * @param phase the server's word; empty before the first
 * @param step the step within it where the server reports one, else empty
 * @param seen how long it was seen to be in it
 * @param fromBegin whether its begin was seen, too; else it took longer
 * @param over whether it is in another one by now
 */
public record PhaseTime(String phase, String step, Duration seen, boolean fromBegin, boolean over) {}
