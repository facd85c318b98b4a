package io.tidbclient.output.text;

/** Maps styles to terminal control sequences. */
public enum ColorScheme {
    /** Like any other text: for pipes, files, and those who don't want colour. */
    NONE,
    /** In the terminal's own sixteen colours, so that its theme decides. */
    COLOR;

    private static final String RESET = "\u001b[0m";

    /** The text with this palette's own control sequences, and no other. */
    public String paint(Text text) {
        if (this == NONE) {
            return text.plain();
        }
        StringBuilder painted = new StringBuilder();
        for (Text.Span span : text.spans()) {
            String code = code(span.style());
            painted.append(code).append(span.text()).append(code.isEmpty() ? "" : RESET);
        }
        return painted.toString();
    }

    private static String code(Style style) {
        return switch (style) {
            case PLAIN -> "";
            case STRONG -> "\u001b[1m";
            case FAINT -> "\u001b[2m";
            case GOOD -> "\u001b[32m";
            case WARN -> "\u001b[33m";
            case BAD -> "\u001b[1;31m";
        };
    }
}
