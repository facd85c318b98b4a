package io.tidbclient.scenario.run;

import io.tidbclient.scenario.script.TestScripts;

/** Harnesses of a controller for scripts of a few lines. */
final class ControllerScripts {
    private ControllerScripts() {}

    /** Sessions a and b with these steps. */
    static ControllerHarness ofTwo(String... lines) {
        return new ControllerHarness(TestScripts.steps(lines));
    }

    /** Sessions a, b and c with these steps. */
    static ControllerHarness ofThree(String... lines) {
        return new ControllerHarness(
                TestScripts.one("scenario: s\nsessions: [a, b, c]\nsteps:\n  " + String.join("\n  ", lines) + "\n"));
    }

    /** Step 2, of b, is to wait for the lock of a until a commits in step 3, and then to change a row. */
    static ControllerHarness queue() {
        return ofTwo(
                "- a: UPDATE t SET v = 1",
                "- b: UPDATE t SET v = 2",
                "  blocks: a",
                "  affected: 1",
                "- a: COMMIT",
                "  unblocks: b");
    }
}
