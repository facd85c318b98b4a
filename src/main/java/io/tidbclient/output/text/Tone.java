package io.tidbclient.output.text;

/** How a piece of text is meant; a {@link Palette} decides what it looks like. */
public enum Tone {
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
