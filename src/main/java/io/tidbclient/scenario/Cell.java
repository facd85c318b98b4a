package io.tidbclient.scenario;

import java.util.regex.Pattern;

/** What one value of a row is expected to be. */
public sealed interface Cell {
    /** As a difference shows it. */
    String shown();

    /** Exactly this. */
    record Exactly(Scalar value) implements Cell {
        @Override
        public String shown() {
            return value.shown();
        }
    }

    /** Text that matches as a whole; never NULL. */
    record Like(Pattern pattern) implements Cell {
        /** By the text, since patterns that say the same are not equal. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Like like && Patterns.same(pattern, like.pattern);
        }

        @Override
        public int hashCode() {
            return pattern.pattern().hashCode();
        }

        @Override
        public String shown() {
            return "/" + pattern + "/";
        }
    }

    /** What was saved, or is otherwise known, under a name. */
    record Named(String name) implements Cell {
        @Override
        public String shown() {
            return ":" + name;
        }
    }

    /** Whatever it is, NULL too. */
    record Anything() implements Cell {
        @Override
        public String shown() {
            return "(anything)";
        }
    }
}
