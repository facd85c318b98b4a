package io.tidbclient.cli.run;

import io.tidbclient.cli.ExitCode;
import io.tidbclient.cli.ProcessEnvironment;
import io.tidbclient.scenario.suite.BuiltIn;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.util.concurrent.Callable;

/** Writes a script to begin with. */
@Command(
        name = "new",
        mixinStandardHelpOptions = true,
        description = "Writes a commented example scenario to begin with. Never overwrites a file.")
public class ScenariosNewCommand implements Callable<Integer> {
    private static final String STANDARD_OUTPUT = "-";

    private final Scripts scripts;
    private final ProcessEnvironment environment;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            defaultValue = STANDARD_OUTPUT,
            description = "File to write; .yaml is added if it is missing. Default: standard output.")
    String file;

    ScenariosNewCommand(Scripts scripts, ProcessEnvironment environment) {
        this.scripts = scripts;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        if (file.equals(STANDARD_OUTPUT)) {
            environment.out().print(BuiltIn.template());
        } else {
            environment.out().println("Wrote " + scripts.writeNew(file, "") + ".");
        }
        return ExitCode.OK.code();
    }
}
