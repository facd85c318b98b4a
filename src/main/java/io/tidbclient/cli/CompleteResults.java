package io.tidbclient.cli;

import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

import jakarta.enterprise.context.ApplicationScoped;

/** Runs a command, and does not let it succeed when its results did not get where they were to go. */
@ApplicationScoped
class CompleteResults implements IExecutionStrategy {
    private final Surroundings surroundings;

    CompleteResults(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public int execute(ParseResult command) {
        int code = new RunLast().execute(command);
        surroundings.out().flush();
        return surroundings
                .lostResults()
                .map(why -> {
                    surroundings
                            .err()
                            .println("tidb-client: standard output is not complete (" + why
                                    + "); make room, or send it elsewhere.");
                    return code == 0 ? ExitCode.CHECK_FAILED.code() : code;
                })
                .orElse(code);
    }
}
