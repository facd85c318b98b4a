package io.tidbclient.cli.imports;

import io.tidbclient.cli.Confirmation;
import io.tidbclient.cli.Interrupts;
import io.tidbclient.cli.ProcessEnvironment;
import io.tidbclient.importjob.run.JobLine;
import io.tidbclient.output.text.Text;

/** What a user reads before jobs are cancelled, and answers: on standard error, and from standard input. */
final class CancelDialogue {
    private final ProcessEnvironment environment;
    private final Interrupts interrupts;

    CancelDialogue(ProcessEnvironment environment, Interrupts interrupts) {
        this.environment = environment;
        this.interrupts = interrupts;
    }

    /** Asks whether to cancel; only {@code y} and {@code yes} are consent. A signal ends the process. */
    boolean agreed(int jobs) {
        return new Confirmation(environment, interrupts)
                .given("Cancel " + (jobs == 1 ? "this job" : "these " + jobs + " jobs") + "?");
    }

    void reportActive(JobLine line) {
        environment
                .err()
                .println(Text.of("about to cancel on " + line.target() + ": job "
                                + line.job().id() + " " + line.job().tableName() + ", "
                                + line.job().statusText() + ", from "
                                + line.job().dataSource())
                        .plain());
    }

    void reportEnded(JobLine line) {
        report(Text.of("job " + line.job().id() + " has ended already: "
                        + line.job().statusText() + ".")
                .plain());
    }

    void report(String sentence) {
        environment.err().println("tidb-client: " + sentence);
    }
}
