package io.tidbclient.cli.run;

import io.tidbclient.cli.ExitCode;
import io.tidbclient.cli.ProcessEnvironment;
import io.tidbclient.cli.completion.Candidate;
import io.tidbclient.cli.completion.CompletesParameters;
import io.tidbclient.scenario.suite.BuiltIn;
import io.tidbclient.scenario.suite.ScriptFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Lists what is built in. */
@Command(
        name = "list",
        aliases = "ls",
        mixinStandardHelpOptions = true,
        description = "Lists the built-in suites and scripts, one line each. 'run' takes these names.")
public class ScenariosListCommand implements Callable<Integer>, CompletesParameters {
    private final Scripts scripts;
    private final ProcessEnvironment environment;

    @Parameters(arity = "0..*", paramLabel = "NAME", description = "Suites or scripts to list. Default: all.")
    List<String> names = new ArrayList<>();

    ScenariosListCommand(Scripts scripts, ProcessEnvironment environment) {
        this.scripts = scripts;
        this.environment = environment;
    }

    @Override
    public List<Candidate> candidates() {
        return scripts.candidates();
    }

    @Override
    public Integer call() {
        List<BuiltIn> listed = names.isEmpty()
                ? BuiltIn.all()
                : names.stream()
                        .flatMap(name -> ScriptFiles.builtIn(name).stream())
                        .distinct()
                        .toList();
        SuiteListing.lines(listed).forEach(environment.out()::println);
        return ExitCode.OK.code();
    }
}
