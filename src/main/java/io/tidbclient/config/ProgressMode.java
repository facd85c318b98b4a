package io.tidbclient.config;

import java.util.Locale;

/** How the progress of a run is shown on standard error. */
public enum ProgressMode {
    /** A live view for text on a terminal, else lines. */
    AUTO,
    /** A live view wherever standard error is a terminal that can show one, else lines. */
    LIVE,
    /** Lines that append. */
    LINES,
    /** Not at all. */
    NONE;

    /** As it is written on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
