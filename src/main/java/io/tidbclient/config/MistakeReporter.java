package io.tidbclient.config;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Receives the mistakes that are found while settings are read and checked. It decides whether the first one ends that:
 * with {@link #FIRST} it does, with {@link AllMistakes} reading and checking continue.
 */
@FunctionalInterface
public interface MistakeReporter {
    /** Throws each mistake, so that the first one ends what the command does. */
    MistakeReporter FIRST = (where, mistake) -> {
        throw mistake;
    };

    /**
     * Reports a mistake.
     *
     * @param where the place of the value that is wrong
     * @throws ConfigException {@code mistake} itself, when the first mistake is to end everything
     */
    void report(Origin where, ConfigException mistake);

    /**
     * The value that {@code reading} returns; empty after its mistake has been reported.
     *
     * @param where the place of the value that is wrong if {@code reading} fails
     * @param <T> the value's type
     */
    default <T> Optional<T> attempt(Origin where, Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (ConfigException e) {
            report(where, e);
            return Optional.empty();
        }
    }

    /**
     * Runs a check, and returns whether it passed.
     *
     * @param where the place of the value that is wrong if it does not
     */
    default boolean check(Origin where, Runnable check) {
        try {
            check.run();
            return true;
        } catch (ConfigException e) {
            report(where, e);
            return false;
        }
    }
}
