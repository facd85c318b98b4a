package io.tidbclient.output.terminal;

import io.tidbclient.output.text.Text;

import java.util.List;

/** A place of a few lines that are drawn over and over. Not for use by two threads at once. */
public interface Screen extends AutoCloseable {
    /** How many columns and rows there are now. */
    Size size();

    /**
     * Shows these lines in place of those shown before. Lines that are too wide or too many are left out at the right and
     * at the bottom.
     *
     * @param lines from top to bottom, at least one
     */
    void draw(List<Text> lines);

    /** Prints a line above those shown, where it stays; after {@link #close} on the line where the cursor is. */
    void above(Text line);

    /** Removes the lines that are shown, so that what is printed next takes their place. */
    void erase();

    /** Leaves the last lines where they are and the cursor visible on the line below; the next drawing begins there. */
    void leave();

    /** As {@link #leave}, for good. Does nothing the second time. */
    @Override
    void close();

    /**
     * What a screen measures.
     *
     * @param columns at least 1
     * @param rows at least 1
     */
    record Size(int columns, int rows) {
        /** What terminals had before they had windows; for one that does not report its size. */
        public static final Size USUAL = new Size(80, 24);

        public Size {
            if (columns < 1 || rows < 1) {
                throw new IllegalArgumentException(columns + "x" + rows + " is no size of a screen");
            }
        }
    }
}
