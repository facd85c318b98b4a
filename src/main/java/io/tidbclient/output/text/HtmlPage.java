package io.tidbclient.output.text;

import java.util.List;

/** A page of HTML as one file, without scripts, that loads nothing from anywhere; readable on dark and light screens. */
public final class HtmlPage {
    private static final String STYLE = """
            :root { color-scheme: light dark; --ink: #1d2433; --faint: #667; --paper: #fff; --bad: #b3261e; --good: #1a7f37;
                    --warn: #8a5a00; --line: #c5cad6; --bar: #cfe3ff; }
            @media (prefers-color-scheme: dark) { :root { --ink: #e6e8ee; --faint: #9aa3b5; --paper: #15181f; --bad: #ff8a80;
                    --good: #6fdd8b; --warn: #f0b95a; --line: #414858; --bar: #27456e; } }
            body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 60rem;
                   margin: 2rem auto; padding: 0 1rem; }
            pre { overflow-x: auto; border: 1px solid var(--line); border-radius: 6px; padding: .8rem; }
            table { border-collapse: collapse; } th, td { text-align: left; padding: .2rem .8rem .2rem 0; }
            tbody tr { border-top: 1px solid var(--line); } .wide { overflow-x: auto; }
            .bad { color: var(--bad); } .good { color: var(--good); } .warn { color: var(--warn); }
            .faint, footer { color: var(--faint); } footer { margin-top: 2rem; }
            """;

    private HtmlPage() {}

    /**
     * The page.
     *
     * @param title plain text
     * @param style more CSS
     * @param body HTML
     * @param toolVersion this tool's
     */
    public static String of(String title, String style, String body, String toolVersion) {
        return """
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <style>
                %s%s</style></head><body>
                <h1>%s</h1>
                %s<footer>tidb-client %s</footer>
                </body></html>
                """.formatted(Html.escape(title), STYLE, style, Html.escape(title), body, Html.escape(toolVersion));
    }

    /** Lines as they stand on a terminal, with their colours. */
    public static String lines(List<Text> lines) {
        StringBuilder html = new StringBuilder("<pre>");
        lines.forEach(line -> html.append(spans(line)).append('\n'));
        return html.append("</pre>\n").toString();
    }

    /** Text with its styles as classes. */
    public static String spans(Text text) {
        StringBuilder html = new StringBuilder();
        text.spans().forEach(span -> html.append(span(span)));
        return html.toString();
    }

    private static String span(Text.Span span) {
        String escaped = Html.escape(span.text());
        return switch (span.style()) {
            case PLAIN -> escaped;
            case STRONG -> "<strong>" + escaped + "</strong>";
            case GOOD -> "<span class=\"good\">" + escaped + "</span>";
            case WARN -> "<span class=\"warn\">" + escaped + "</span>";
            case BAD -> "<span class=\"bad\">" + escaped + "</span>";
            case FAINT -> "<span class=\"faint\">" + escaped + "</span>";
        };
    }
}
