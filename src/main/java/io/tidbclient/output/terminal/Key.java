package io.tidbclient.output.terminal;

/** A key of a live view, by what it does. */
public enum Key {
    /** Ends the run, as Ctrl-C does. */
    QUIT,
    /** Stops redrawing, or continues it. */
    PAUSE,
    /** Shows the list of keys, or hides it. */
    HELP,
    /** Changes the order of the rows. */
    SORT,
    /** Selects the row above. */
    UP,
    /** Selects the row below. */
    DOWN,
    /** Shows the selected row's details, or the table again. */
    DETAILS,
    /** Shows the table again. */
    BACK
}
