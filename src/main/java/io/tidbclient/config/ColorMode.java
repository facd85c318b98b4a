package io.tidbclient.config;

import java.util.Locale;

/** When colour is used. */
public enum ColorMode {
    /** On a terminal, unless {@code NO_COLOR} is set. */
    AUTO,
    /** Everywhere. */
    ALWAYS,
    /** Nowhere. */
    NEVER;

    /** As it is written on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
