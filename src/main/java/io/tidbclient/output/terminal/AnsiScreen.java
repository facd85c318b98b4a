package io.tidbclient.output.terminal;

import io.tidbclient.output.text.LinePrinter;
import io.tidbclient.output.text.Text;

import java.util.List;
import java.util.function.Supplier;

/**
 * A screen below the shell's last line, drawn with the control sequences that every terminal since the VT100 knows. It
 * leaves what was on the terminal before, its scrollback included, alone.
 */
public final class AnsiScreen implements Screen {
    private static final String HIDE_CURSOR = "\u001b[?25l";
    private static final String SHOW_CURSOR = "\u001b[?25h";
    // Wrapping is off while drawing: a character that the terminal thinks wider than we do must not cost a line.
    private static final String WRAP_OFF = "\u001b[?7l";
    private static final String WRAP_ON = "\u001b[?7h";
    private static final String ERASE_REST = "\u001b[K";
    private static final String ERASE_BELOW = "\u001b[J";

    private final LinePrinter terminal;
    private final Supplier<Size> measure;
    private List<Text> shown = List.of();
    private boolean closed;

    /**
     * @param terminal prints to a terminal
     * @param measure reports the terminal's size; asked before each drawing
     */
    public AnsiScreen(LinePrinter terminal, Supplier<Size> measure) {
        this.terminal = terminal;
        this.measure = measure;
    }

    @Override
    public Size size() {
        return measure.get();
    }

    @Override
    public void draw(List<Text> lines) {
        if (closed) {
            return;
        }
        Size size = size();
        List<Text> fitting = lines.stream()
                .limit(size.rows())
                .map(line -> line.fit(size.columns()))
                .toList();
        if (fitting.equals(shown)) {
            return;
        }
        StringBuilder frame = new StringBuilder(HIDE_CURSOR).append(WRAP_OFF).append('\r');
        toFirstRow(frame, size);
        for (int i = 0; i < fitting.size(); i++) {
            boolean last = i == fitting.size() - 1;
            frame.append(i == 0 ? "" : "\r\n").append(last ? ERASE_BELOW : "");
            frame.append(terminal.painted(fitting.get(i)));
            // A full line leaves the cursor on its last character: nothing is left to erase there, but that one.
            frame.append(last || fitting.get(i).width() == size.columns() ? "" : ERASE_REST);
        }
        terminal.print(frame.append(WRAP_ON).toString());
        shown = fitting;
    }

    @Override
    public void above(Text line) {
        if (closed || shown.isEmpty()) {
            terminal.line(line);
            return;
        }
        StringBuilder erase = new StringBuilder("\r");
        toFirstRow(erase, size());
        terminal.print(erase.append(ERASE_BELOW)
                .append(terminal.painted(line))
                .append("\r\n")
                .toString());
        List<Text> again = shown;
        shown = List.of();
        draw(again);
    }

    @Override
    public void erase() {
        if (closed || shown.isEmpty()) {
            return;
        }
        StringBuilder erase = new StringBuilder("\r");
        toFirstRow(erase, size());
        terminal.print(erase.append(ERASE_BELOW).toString());
        shown = List.of();
    }

    @Override
    public void leave() {
        if (!closed) {
            terminal.print((shown.isEmpty() ? "" : "\r\n") + WRAP_ON + SHOW_CURSOR);
            shown = List.of();
        }
    }

    @Override
    public void close() {
        leave();
        closed = true;
    }

    private void toFirstRow(StringBuilder frame, Size size) {
        int up = rowsShown(size) - 1;
        if (up > 0) {
            frame.append("\u001b[").append(up).append('A');
        }
    }

    /** How many rows the last frame takes now: a terminal that was made narrower has broken its long lines in two. */
    private int rowsShown(Size size) {
        int rows = shown.stream()
                .mapToInt(line -> Math.max(1, Math.ceilDiv(line.width(), size.columns())))
                .sum();
        return Math.min(rows, size.rows());
    }
}
