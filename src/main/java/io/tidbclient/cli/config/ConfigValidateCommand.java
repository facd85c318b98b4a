package io.tidbclient.cli.config;

import io.tidbclient.cli.ExitCode;
import io.tidbclient.cli.SettingsCommand;
import io.tidbclient.cli.SettingsReader;
import io.tidbclient.cli.Surroundings;
import io.tidbclient.config.Setting;
import io.tidbclient.config.Settings;
import io.tidbclient.config.SettingsResolver;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.util.List;
import java.util.concurrent.Callable;

/** Finds every mistake in the configuration, also in profiles that are not in use. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description = "Finds every mistake in options, variables and the configuration file with all its profiles;"
                + " connects to nothing. Exit code 2 when there is one.")
public class ConfigValidateCommand implements Callable<Integer>, SettingsCommand {
    private final SettingsReader reader;
    private final Surroundings surroundings;

    @Spec
    CommandSpec spec;

    ConfigValidateCommand(SettingsReader reader, Surroundings surroundings) {
        this.reader = reader;
        this.surroundings = surroundings;
    }

    @Override
    public List<Setting<?>> settings() {
        return Settings.ALL;
    }

    @Override
    public Integer call() {
        List<String> problems = SettingsResolver.problems(reader.invocation(spec, settings()));
        problems.forEach(problem -> surroundings.err().println("tidb-client: " + problem));
        if (!problems.isEmpty()) {
            return ExitCode.USAGE.code();
        }
        reader.read(spec, settings());
        surroundings.out().println("The configuration is valid.");
        return ExitCode.OK.code();
    }
}
