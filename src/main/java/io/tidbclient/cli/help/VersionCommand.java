package io.tidbclient.cli.help;

import io.tidbclient.cli.ExitCode;
import io.tidbclient.cli.ProcessEnvironment;
import io.tidbclient.cli.VersionText;
import picocli.CommandLine.Command;

import java.util.concurrent.Callable;

/** What {@code --version} prints. */
@Command(
        name = "version",
        mixinStandardHelpOptions = true,
        description = "Prints version information: release, commit, kind of build, driver.")
public class VersionCommand implements Callable<Integer> {
    private final ProcessEnvironment environment;

    VersionCommand(ProcessEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        environment.out().println(VersionText.line());
        return ExitCode.OK.code();
    }
}
