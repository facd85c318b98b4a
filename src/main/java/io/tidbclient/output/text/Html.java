package io.tidbclient.output.text;

/** Text in a page of HTML: whatever comes from a server is shown, and never interpreted. */
public final class Html {
    private Html() {}

    /** The text with all that HTML would obey escaped, and without control characters. */
    public static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> {
                    int type = Character.getType(c);
                    boolean shows = type != Character.CONTROL
                            && type != Character.FORMAT
                            && type != Character.SURROGATE
                            && type != Character.UNASSIGNED;
                    escaped.appendCodePoint(shows ? c : ' ');
                }
            }
        });
        return escaped.toString();
    }
}
