package io.tidbclient.output;

import io.tidbclient.engine.RunEvent;
import io.tidbclient.output.terminal.Key;
import io.tidbclient.output.terminal.Screen;
import io.tidbclient.output.text.Text;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a live view shows of a run.
 *
 * @param <S> the snapshot of the run
 */
public interface RunView<S> {
    /**
     * A frame.
     *
     * @param run what is known
     * @param now the time, for how long something has been going on
     * @param news what else was last heard
     * @param size what has to hold it; one row stays free, for the cursor and typed characters
     * @return at least one line, and no more than there is room for
     */
    List<Text> frame(S run, Instant now, Optional<Text> news, Screen.Size size);

    /**
     * Takes note of an event. Called for every event, in order, by one thread at a time.
     *
     * @param after what is known with it
     * @return what it is worth in lines that stay above the view
     */
    default List<Text> on(RunEvent event, S after) {
        return List.of();
    }

    /** The keys that it has of its own, beside those of every live view. */
    default List<KeyHint> keys() {
        return List.of();
    }

    /**
     * Does what one of its own keys is for; the next frame shows it. Called by the thread that asks for frames.
     *
     * @param key none of those that every live view has
     */
    default void pressed(Key key) {}
}
