package io.tidbclient.cli.completion;

import io.tidbclient.cli.ExitCode;
import io.tidbclient.cli.ProcessEnvironment;
import io.tidbclient.cli.SettingOptions;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.Locale;
import java.util.concurrent.Callable;

/** Prints a script that completes commands and options in a shell. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = {
            "Prints a script that completes commands and options.",
            "",
            "  source <(tidb-client completion bash)",
            "  source <(tidb-client completion zsh)",
            "  tidb-client completion fish | source"
        })
public class CompletionCommand implements Callable<Integer> {
    private final ProcessEnvironment environment;

    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "SHELL", arity = "1", description = "bash, zsh or fish.")
    String shell;

    CompletionCommand(ProcessEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        CommandLine root = spec.root().commandLine();
        SettingOptions.install(root);
        environment.out().print(script(root));
        return ExitCode.OK.code();
    }

    private String script(CommandLine root) {
        return switch (shell.toLowerCase(Locale.ROOT)) {
            case "bash", "zsh" -> BashCompletion.of(root);
            case "fish" -> FishCompletion.of(root.getCommandSpec());
            default ->
                throw new ParameterException(
                        spec.commandLine(), "'" + shell + "' is not a supported shell; give bash, zsh or fish");
        };
    }
}
