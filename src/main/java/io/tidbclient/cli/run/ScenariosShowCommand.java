package io.tidbclient.cli.run;

import io.tidbclient.cli.ExitCode;
import io.tidbclient.cli.ProcessEnvironment;
import io.tidbclient.cli.completion.Candidate;
import io.tidbclient.cli.completion.CompletesParameters;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Prints scripts as they are. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Prints scripts as they are, to read or to start from.")
public class ScenariosShowCommand implements Callable<Integer>, CompletesParameters {
    private final Scripts scripts;
    private final ProcessEnvironment environment;

    @Parameters(
            arity = "1..*",
            paramLabel = "SCENARIO",
            description = "The name of a built-in script or suite, or a script's file.")
    List<String> names = new ArrayList<>();

    ScenariosShowCommand(Scripts scripts, ProcessEnvironment environment) {
        this.scripts = scripts;
        this.environment = environment;
    }

    @Override
    public List<Candidate> candidates() {
        return scripts.candidates();
    }

    @Override
    public Integer call() {
        scripts.show(names, environment.out());
        return ExitCode.OK.code();
    }
}
