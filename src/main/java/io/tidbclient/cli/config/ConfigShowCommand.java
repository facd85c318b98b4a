package io.tidbclient.cli.config;

import io.tidbclient.cli.ExitCode;
import io.tidbclient.cli.ProcessEnvironment;
import io.tidbclient.cli.SettingsCommand;
import io.tidbclient.cli.SettingsReader;
import io.tidbclient.config.OutputFormat;
import io.tidbclient.config.OutputOptions;
import io.tidbclient.config.ResolvedSettings;
import io.tidbclient.config.Setting;
import io.tidbclient.config.Settings;
import io.tidbclient.output.SettingsView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.util.List;
import java.util.concurrent.Callable;

/** Shows each setting's value and its origin. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows every setting with its value and where that came from; secrets are masked.")
public class ConfigShowCommand implements Callable<Integer>, SettingsCommand {
    private final SettingsReader reader;
    private final ProcessEnvironment environment;

    @Spec
    CommandSpec spec;

    ConfigShowCommand(SettingsReader reader, ProcessEnvironment environment) {
        this.reader = reader;
        this.environment = environment;
    }

    @Override
    public List<Setting<?>> settings() {
        return Settings.ALL;
    }

    @Override
    public Integer call() {
        ResolvedSettings settings = reader.read(spec, settings());
        boolean text = settings.get(OutputOptions.OUTPUT) == OutputFormat.TEXT;
        environment
                .out()
                .print(
                        text
                                ? SettingsView.text(settings.rows(), settings.connectionRows())
                                : SettingsView.json(settings.rows(), settings.connectionRows()));
        return ExitCode.OK.code();
    }
}
