package io.tidbclient.engine;

/** Where a machine is: a step of its workflow, or one of the three ends that every workflow has. */
public sealed interface State {
    /** The name a user sees, {@code Connecting} for example; unique within a workflow. */
    String label();

    /**
     * A state in which a handler works.
     *
     * @param label the name a user sees
     */
    record Step(String label) implements State {
        public Step {
            if (label.isBlank()) {
                throw new IllegalArgumentException("a state needs a name");
            }
        }
    }

    /** Where a machine stops. */
    enum TerminalState implements State {
        /** Everything asked for was done. */
        COMPLETED("Completed"),
        /** Something failed; the outcome says what. */
        FAILED("Failed"),
        /** Somebody stopped it: Ctrl-C, fail-fast, or the run's time limit. */
        CANCELLED("Cancelled");

        private final String label;

        TerminalState(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }
}
