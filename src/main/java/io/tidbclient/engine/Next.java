package io.tidbclient.engine;

/** Where a handler wants its machine to go. */
public sealed interface Next {
    /** What led there, for the log and the timeline. */
    String why();

    /**
     * To the successor that the workflow declares. The usual answer: the handler need not know its neighbours.
     *
     * @param why what led there
     */
    record Continue(String why) implements Next {}

    /**
     * To a state of the handler's choice, which the workflow must allow.
     *
     * @param state where to
     * @param why what led there
     */
    record To(State state, String why) implements Next {}

    /** To the state after this one. */
    static Next proceed(String why) {
        return new Continue(why);
    }

    /** To {@code state}. */
    static Next to(State state, String why) {
        return new To(state, why);
    }
}
