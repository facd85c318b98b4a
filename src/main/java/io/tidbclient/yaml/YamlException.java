package io.tidbclient.yaml;

/**
 * A text is no YAML, or exceeds a limit. Its message is the mistake and the remedy, without place and full stop; it may
 * quote the text, and so may its cause.
 */
public final class YamlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;
    private final String withoutText;

    private YamlException(YamlMark mark, String message, String withoutText, Throwable cause) {
        super(message, cause);
        this.line = mark.line();
        this.column = mark.column();
        this.withoutText = withoutText;
    }

    /** @param message quotes nothing of the text but names of anchors */
    static YamlException harmless(YamlMark mark, String message) {
        return new YamlException(mark, message, message, null);
    }

    /** @param message quotes nothing of the text */
    static YamlException harmless(YamlMark mark, String message, Throwable cause) {
        return new YamlException(mark, message, message, cause);
    }

    /** @param withoutText the same as {@code message} without what it quotes */
    static YamlException quoting(YamlMark mark, String message, String withoutText, Throwable cause) {
        return new YamlException(mark, message, withoutText, cause);
    }

    /** Where the mistake is. */
    public YamlMark mark() {
        return new YamlMark(line, column);
    }

    /** The message for a text that may hold secrets: it quotes nothing of it but the name of an anchor in use. */
    public String messageWithoutText() {
        return withoutText;
    }
}
