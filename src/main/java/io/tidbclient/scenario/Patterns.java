package io.tidbclient.scenario;

import java.util.regex.Pattern;

/** Comparing regular expressions, which have no equality of their own. */
final class Patterns {
    private Patterns() {}

    /** Whether both match the same text for being written in the same way; either may be null. */
    static boolean same(Pattern one, Pattern other) {
        return one == other
                || (one != null
                        && other != null
                        && one.pattern().equals(other.pattern())
                        && one.flags() == other.flags());
    }
}
