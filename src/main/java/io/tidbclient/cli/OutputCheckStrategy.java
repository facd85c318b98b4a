package io.tidbclient.cli;

import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

import java.util.List;
import java.util.stream.Stream;
import jakarta.enterprise.context.ApplicationScoped;

/** Runs a command and turns success into a failure when part of its output could not be written. */
@ApplicationScoped
class OutputCheckStrategy implements IExecutionStrategy {
    private final ProcessEnvironment environment;
    private final OutputFiles files;
    private final OutputEnd end;

    OutputCheckStrategy(ProcessEnvironment environment, OutputFiles files, OutputEnd end) {
        this.environment = environment;
        this.files = files;
        this.end = end;
    }

    @Override
    public int execute(ParseResult command) {
        HelpOption.refuseValue(command);
        int code = new HelpPrinter(environment).answer(command).orElseGet(() -> new RunLast().execute(command));
        return reportIncomplete(
                environment,
                Stream.concat(files.complaints().stream(), end.complaints().stream())
                        .toList(),
                code);
    }

    /** Reports output that could not be written; the exit code, which is then not 0. */
    static int reportIncomplete(ProcessEnvironment environment, List<String> aboutFiles, int code) {
        environment.out().flush();
        List<String> complaints = Stream.concat(
                        aboutFiles.stream(), environment.lostResults().stream().map(OutputCheckStrategy::complaint))
                .toList();
        complaints.forEach(complaint -> environment.err().println("tidb-client: " + complaint));
        return code == 0 && !complaints.isEmpty() ? ExitCode.CHECK_FAILED.code() : code;
    }

    private static String complaint(String why) {
        return "standard output is not complete (" + why + "); make room, or send it elsewhere.";
    }
}
