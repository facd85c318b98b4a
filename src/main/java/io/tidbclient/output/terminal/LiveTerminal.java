package io.tidbclient.output.terminal;

/** A live view on the terminal, for those who have to take it away: a suspension, or the end of the process. */
public interface LiveTerminal {
    /**
     * Sets what a key that ends the run does.
     *
     * @param quit must not block
     */
    void onQuit(Runnable quit);

    /** Gives the terminal back and draws nothing until {@link #resume}. */
    void suspend();

    /** Draws again, below what has been printed meanwhile. */
    void resume();

    /** Restores the terminal's modes for good, and writes nothing. */
    void release();
}
