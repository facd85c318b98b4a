package io.tidbclient.cli.run;

import io.tidbclient.cli.ExitCode;
import io.tidbclient.cli.ProcessEnvironment;
import io.tidbclient.scenario.Scenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Reports the mistakes of scripts. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description =
                "Reports every mistake in scripts, one line each with file, line and column, and exit code 2; exit code 0"
                        + " when there is none. Connects to nothing; statements are checked by the server only.")
public class ScenariosValidateCommand implements Callable<Integer> {
    private final Scripts scripts;
    private final ProcessEnvironment environment;

    @Parameters(arity = "1..*", paramLabel = "SCENARIO", description = "Scripts' files, or folders of *.yaml files.")
    List<String> names = new ArrayList<>();

    ScenariosValidateCommand(Scripts scripts, ProcessEnvironment environment) {
        this.scripts = scripts;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        FoundMistakes mistakes = new FoundMistakes();
        List<Scenario> valid = scripts.read(names, mistakes);
        mistakes.throwAll();
        environment.out().println(valid.size() == 1 ? "1 scenario is valid." : valid.size() + " scenarios are valid.");
        return ExitCode.OK.code();
    }
}
