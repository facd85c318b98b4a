package io.tidbclient.cli.config;

import io.tidbclient.cli.ExitCode;
import io.tidbclient.cli.ProcessEnvironment;
import io.tidbclient.cli.ScheduledScripts;
import io.tidbclient.cli.SettingsCommand;
import io.tidbclient.cli.SettingsReader;
import io.tidbclient.cli.check.CheckValidation;
import io.tidbclient.config.AllMistakes;
import io.tidbclient.config.CommandSettings;
import io.tidbclient.config.Invocation;
import io.tidbclient.config.ResolvedSettings;
import io.tidbclient.config.ServeConfiguration;
import io.tidbclient.config.Setting;
import io.tidbclient.config.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Reports every mistake that keeps a check from starting, and those in profiles that are not in use. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description =
                "Reports every mistake in options, variables and files, one line each, with exit code 2; else a check"
                        + " with these settings can start, and a server where the file has targets. Of profiles that are not in use it reads keys and values. Connects to"
                        + " nothing, and neither reads nor asks for the password.")
public class ConfigValidateCommand implements Callable<Integer>, SettingsCommand {
    private final SettingsReader reader;
    private final CheckValidation validation;
    private final ScheduledScripts scripts;
    private final ProcessEnvironment environment;

    @Spec
    CommandSpec spec;

    ConfigValidateCommand(
            SettingsReader reader,
            CheckValidation validation,
            ScheduledScripts scripts,
            ProcessEnvironment environment) {
        this.reader = reader;
        this.validation = validation;
        this.scripts = scripts;
        this.environment = environment;
    }

    @Override
    public List<Setting<?>> settings() {
        return Settings.ALL;
    }

    /** A file that names no server but those of its targets is for {@code serve} alone. */
    private void check(ResolvedSettings settings, AllMistakes mistakes) {
        Invocation serving = reader.invocation(spec, CommandSettings.SERVE);
        boolean servers = ServeConfiguration.isInFile(serving);
        if (servers) {
            ServeConfiguration.read(serving, mistakes).ifPresent(server -> check(server, mistakes));
        }
        if (!servers || settings.namesServer()) {
            validation.check(settings, mistakes);
        }
    }

    private void check(ServeConfiguration server, AllMistakes mistakes) {
        server.check(mistakes);
        server.targets().stream()
                .flatMap(target -> target.scenarios().stream())
                .forEach(scenario -> mistakes.attempt(scenario.origin(), () -> scripts.read(scenario)));
    }

    @Override
    public Integer call() {
        AllMistakes mistakes = new AllMistakes();
        Optional<ResolvedSettings> settings = reader.read(spec, settings(), mistakes);
        settings.ifPresent(found -> check(found, mistakes));
        if (!mistakes.isEmpty()) {
            mistakes.sentences().forEach(sentence -> environment.err().println("tidb-client: " + sentence));
            return ExitCode.USAGE.code();
        }
        environment.out().println("The configuration is valid.");
        return ExitCode.OK.code();
    }
}
