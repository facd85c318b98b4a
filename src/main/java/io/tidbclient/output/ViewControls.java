package io.tidbclient.output;

import io.tidbclient.output.terminal.Key;
import io.tidbclient.output.terminal.Screen;
import io.tidbclient.output.text.Text;

import java.util.List;

/** What the keys of a live view have switched. Not for use by two threads at once. */
final class ViewControls {
    private final RunView<?> view;
    private final ViewFooter footer;
    private boolean paused;
    private boolean listed;
    private boolean quit;
    private int pressed;

    /** @param view gets the keys that it has of its own */
    ViewControls(RunView<?> view) {
        this.view = view;
        this.footer = new ViewFooter(view.keys());
    }

    /**
     * Does what a key is for. While redrawing is paused, the view gets none.
     *
     * @return whether it ends the run, which the first {@link Key#QUIT} does
     */
    boolean press(Key key) {
        pressed++;
        return switch (key) {
            case QUIT -> {
                boolean first = !quit;
                quit = true;
                paused = false;
                yield first;
            }
            case PAUSE -> {
                paused = !paused;
                yield false;
            }
            case HELP -> {
                listed = !listed;
                yield false;
            }
            case SORT, UP, DOWN, DETAILS, BACK -> {
                if (!paused) {
                    view.pressed(key);
                }
                yield false;
            }
        };
    }

    /** Continues redrawing. */
    void proceed() {
        paused = false;
    }

    /** Whether the last frame stays. */
    boolean arePaused() {
        return paused;
    }

    /** How many keys there were; another one may change what is shown. */
    int pressed() {
        return pressed;
    }

    /** The last lines of a frame. */
    List<Text> footer(Screen.Size size) {
        return footer.lines(paused, listed, size);
    }
}
