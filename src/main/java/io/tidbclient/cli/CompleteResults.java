package io.tidbclient.cli;

import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

import java.util.List;
import java.util.stream.Stream;
import jakarta.enterprise.context.ApplicationScoped;

/** Runs a command, and does not let it succeed when not all that it wrote got where it was to go. */
@ApplicationScoped
class CompleteResults implements IExecutionStrategy {
    private final Surroundings surroundings;
    private final KeptFiles files;

    CompleteResults(Surroundings surroundings, KeptFiles files) {
        this.surroundings = surroundings;
        this.files = files;
    }

    @Override
    public int execute(ParseResult command) {
        int code = new RunLast().execute(command);
        return told(surroundings, files.complaints(), code);
    }

    /** Tells what did not get where it was to go; the exit code, which is then not 0. */
    static int told(Surroundings surroundings, List<String> aboutFiles, int code) {
        surroundings.out().flush();
        List<String> complaints = Stream.concat(
                        aboutFiles.stream(), surroundings.lostResults().stream().map(CompleteResults::complaint))
                .toList();
        complaints.forEach(complaint -> surroundings.err().println("tidb-client: " + complaint));
        return code == 0 && !complaints.isEmpty() ? ExitCode.CHECK_FAILED.code() : code;
    }

    private static String complaint(String why) {
        return "standard output is not complete (" + why + "); make room, or send it elsewhere.";
    }
}
