package io.tidbclient.sandbox.job;

import java.time.Duration;
import java.util.Optional;

/**
 * How far a running job's step is.
 *
 * @param name of the step
 * @param processed bytes
 * @param total bytes
 * @param bytesPerSecond just now
 * @param remaining at that speed; empty when nothing moves
 */
public record StepView(String name, long processed, long total, long bytesPerSecond, Optional<Duration> remaining) {}
