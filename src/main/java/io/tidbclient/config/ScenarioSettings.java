package io.tidbclient.config;

import java.nio.file.Path;
import java.time.Duration;

/**
 * An entry of a target's {@code scenarios}.
 *
 * @param name unique among those of its target
 * @param run a script's file, or the name of a built-in script or suite
 * @param origin where {@code run} stands
 * @param base what a relative path is relative to
 * @param plan when it is due
 * @param timeout how long a run of each of its scenarios may take; positive
 */
public record ScenarioSettings(String name, String run, Origin origin, Path base, Plan plan, Duration timeout) {
    /** How often one runs that does not say. */
    public static final Plan USUAL_PLAN = new Plan.Every(Duration.ofMinutes(10));

    /** How long one may take that does not say. */
    public static final Duration USUAL_TIMEOUT = Duration.ofMinutes(1);
}
