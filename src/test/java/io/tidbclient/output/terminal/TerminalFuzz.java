package io.tidbclient.output.terminal;

import io.tidbclient.fuzz.FuzzInput;
import io.tidbclient.output.text.Html;
import io.tidbclient.output.text.Paragraph;
import io.tidbclient.output.text.Style;
import io.tidbclient.output.text.TerminalText;
import io.tidbclient.output.text.Text;

import java.util.List;
import java.util.stream.IntStream;

/** Text of any bytes on its way to a terminal or a page, and keys of any bytes on their way from one. */
public final class TerminalFuzz {
    private static final int WIDTH = 40;

    private TerminalFuzz() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        String text = FuzzInput.text(input);
        String clean = TerminalText.clean(text);
        FuzzInput.require(
                clean.codePoints().noneMatch(c -> Character.getType(c) == Character.CONTROL),
                "control characters reach the terminal");
        for (Text line : Paragraph.lines(Text.of("note: "), text, Style.PLAIN, WIDTH)) {
            FuzzInput.require(line.fit(WIDTH).width() <= WIDTH, "a line does not fit: " + line.plain());
        }
        String html = Html.escape(text);
        FuzzInput.require(!html.contains("<") && !html.contains("\""), "HTML is interpreted: " + html);
        List<Integer> bytes =
                IntStream.range(0, input.length).mapToObj(i -> input[i] & 0xff).toList();
        FuzzInput.require(new KeyDecoder().decode(bytes).size() <= input.length, "more keys than bytes");
    }
}
