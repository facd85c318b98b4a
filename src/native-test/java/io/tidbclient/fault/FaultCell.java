package io.tidbclient.fault;

/** What is expected of a command at a fault. */
sealed interface FaultCell {
    /**
     * The command is run.
     *
     * @param exitCode its exit code; that of {@code serve} after SIGTERM
     * @param message what it prints, on either stream; {@code …} stands for any text, empty for anything
     */
    record Expected(int exitCode, String message) implements FaultCell {}

    /** The command is not run, for this reason. */
    record NotApplicable(String reason) implements FaultCell {
        public NotApplicable {
            if (reason.isBlank()) {
                throw new IllegalArgumentException("a cell that is not run needs a reason");
            }
        }
    }
}
