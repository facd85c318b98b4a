package io.tidbclient.output.text;

/** The style of a piece of text; a {@link ColorScheme} decides how it is displayed. */
public enum Style {
    /** As it is. */
    PLAIN,
    /** A heading, or what the eye should find first. */
    STRONG,
    /** Of less interest than what is around it. */
    FAINT,
    /** As it should be. */
    GOOD,
    /** Not as it should be, and not a failure. */
    WARN,
    /** A failure. */
    BAD
}
