package io.tidbclient.cli.check;

import io.tidbclient.cli.SettingsCommand;
import io.tidbclient.cli.SettingsReader;
import io.tidbclient.config.CheckRequest;
import io.tidbclient.config.CommandSettings;
import io.tidbclient.config.Repetition;
import io.tidbclient.config.ResolvedSettings;
import io.tidbclient.config.Setting;
import picocli.CommandLine.Model.CommandSpec;

import java.util.List;
import java.util.Optional;
import jakarta.enterprise.context.ApplicationScoped;

/** The check, the tool's main job and its top command. */
@ApplicationScoped
public class CheckCommand implements SettingsCommand {
    private final SettingsReader reader;
    private final CheckRunner runner;
    private final RepeatedCheck repeated;

    CheckCommand(SettingsReader reader, CheckRunner runner, RepeatedCheck repeated) {
        this.reader = reader;
        this.runner = runner;
        this.repeated = repeated;
    }

    @Override
    public List<Setting<?>> settings() {
        return CommandSettings.CHECK;
    }

    /** Runs the check that {@code spec}'s command line asks for; the exit code. */
    public int run(CommandSpec spec) {
        ResolvedSettings settings = reader.read(spec, settings());
        Optional<Repetition> repetition = Repetition.from(settings);
        CheckRequest request = CheckRequest.from(settings, reader::password);
        return repetition.isPresent()
                ? repeated.run(request, repetition.get(), settings)
                : runner.run(request, settings);
    }
}
