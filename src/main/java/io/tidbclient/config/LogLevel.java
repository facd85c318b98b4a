package io.tidbclient.config;

import java.util.Locale;

/** The least severe message that is logged, most severe first. */
public enum LogLevel {
    /** What kept the tool from its work. */
    ERROR,
    /** What may be wrong, as well. */
    WARN,
    /** What happens, as well. */
    INFO,
    /** Why it happens, as well. */
    DEBUG,
    /** Everything. */
    TRACE;

    /** As it is written on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
