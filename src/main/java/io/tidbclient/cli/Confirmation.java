package io.tidbclient.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** Asks a person before something that cannot be undone: on standard error, and from standard input. */
public final class Confirmation {
    private static final Set<String> YES = Set.of("y", "yes");
    private static final int SIGNALLED = 128;

    private final ProcessEnvironment environment;
    private final Interrupts interrupts;

    public Confirmation(ProcessEnvironment environment, Interrupts interrupts) {
        this.environment = environment;
        this.interrupts = interrupts;
    }

    /** Whether the answer is {@code y} or {@code yes}; a signal ends the process. */
    public boolean given(String question) {
        // An interrupt is an answer: no.
        interrupts.listen(signal -> Runtime.getRuntime().halt(SIGNALLED + signal));
        environment.err().print(question + " [y/N] ");
        environment.err().flush();
        try {
            String answer =
                    new BufferedReader(new InputStreamReader(environment.in(), StandardCharsets.UTF_8)).readLine();
            return answer != null && YES.contains(answer.strip().toLowerCase(Locale.ROOT));
        } catch (IOException e) {
            return false;
        }
    }
}
