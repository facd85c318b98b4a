package io.tidbclient.testing;

/**
 * What a run of the tool left: its exit code and both streams. Printed, as AssertJ does for a failed assertion, it
 * shows all three, so that a failing command test shows all of it.
 *
 * @param exitCode 0 to 255; a process that a signal killed has 128 plus its number
 */
public record ToolRun(int exitCode, String stdout, String stderr) {
    @Override
    public String toString() {
        return "exit code " + exitCode + "\n--- stdout ---\n" + stdout + "\n--- stderr ---\n" + stderr + "\n---";
    }
}
