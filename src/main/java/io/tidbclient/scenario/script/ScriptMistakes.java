package io.tidbclient.scenario.script;

import io.tidbclient.config.ConfigException;

import java.util.Optional;
import java.util.function.Supplier;

/** Receives the mistakes of a script. Whether the first one ends the reading is decided here. */
@FunctionalInterface
public interface ScriptMistakes {
    /** Throws each mistake, so that the first one ends the reading. */
    ScriptMistakes FIRST = mistake -> {
        throw mistake;
    };

    /**
     * Reports a mistake.
     *
     * @throws ConfigException {@code mistake} itself, when it is to end the reading
     */
    void report(ConfigException mistake);

    /** The value that {@code reading} returns; empty after its mistake has been reported. */
    default <T> Optional<T> attempt(Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (ConfigException e) {
            report(e);
            return Optional.empty();
        }
    }

    /** These, and whether there was any. */
    final class Counted implements ScriptMistakes {
        private final ScriptMistakes receiver;
        private boolean any;

        /** @param receiver is given each mistake */
        public Counted(ScriptMistakes receiver) {
            this.receiver = receiver;
        }

        @Override
        public void report(ConfigException mistake) {
            any = true;
            receiver.report(mistake);
        }

        /** Whether a mistake has been reported, so that what depends on the whole cannot be verified. */
        public boolean any() {
            return any;
        }
    }
}
