package io.tidbclient.output;

import io.tidbclient.output.terminal.Screen;
import io.tidbclient.output.text.Style;
import io.tidbclient.output.text.TerminalText;
import io.tidbclient.output.text.Text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The last lines of a live view: the keys in one line, or the list of keys. They are as many as fit, and none on a terminal of
 * few rows.
 */
final class ViewFooter {
    /** With fewer rows, a frame has no row to spare for a hint. */
    private static final int FEWEST_ROWS = 6;

    private static final String SEPARATOR = " · ";

    private static final KeyHint QUIT = new KeyHint("q", "quit", "end the watch, as Ctrl-C does");
    private static final KeyHint PAUSE =
            new KeyHint("space", "pause", "stop redrawing, to read or copy; again to continue");
    private static final KeyHint HELP = new KeyHint("?", "keys", "show or hide this list");

    private final List<KeyHint> ofView;

    /** @param ofView the keys that the view has of its own */
    ViewFooter(List<KeyHint> ofView) {
        this.ofView = List.copyOf(ofView);
    }

    /** What stands there. */
    List<Text> lines(boolean paused, boolean listed, Screen.Size size) {
        if (size.rows() < FEWEST_ROWS) {
            return List.of();
        }
        if (!listed) {
            return List.of((paused ? paused() : hints(all())).fit(size.columns()));
        }
        List<Text> lines = new ArrayList<>(list());
        if (paused) {
            lines.add(paused());
        }
        int most = size.rows() / 2;
        return lines.stream().limit(most).map(line -> line.fit(size.columns())).toList();
    }

    private List<KeyHint> all() {
        List<KeyHint> all = new ArrayList<>(List.of(QUIT, PAUSE));
        all.addAll(ofView);
        all.add(HELP);
        return all;
    }

    private static Text paused() {
        return Text.of("PAUSED", Style.WARN)
                .plus(SEPARATOR, Style.FAINT)
                .plus(hints(List.of(new KeyHint("space", "continue", PAUSE.meaning()), QUIT)));
    }

    private static Text hints(List<KeyHint> keys) {
        return Text.of(
                keys.stream()
                        .filter(key -> !key.word().isEmpty())
                        .map(key -> key.label() + " " + key.word())
                        .collect(Collectors.joining(SEPARATOR)),
                Style.FAINT);
    }

    private List<Text> list() {
        int widest = all().stream()
                .mapToInt(key -> TerminalText.width(key.label()))
                .max()
                .orElse(0);
        return all().stream()
                .map(key -> Text.of("  " + key.label())
                        .plus(" ".repeat(widest - TerminalText.width(key.label()) + 2) + key.meaning(), Style.FAINT))
                .toList();
    }
}
