package io.tidbclient.cli.check;

import io.tidbclient.cli.SettingsCommand;
import io.tidbclient.cli.SettingsReader;
import io.tidbclient.config.CheckRequest;
import io.tidbclient.config.ResolvedSettings;
import io.tidbclient.config.Setting;
import io.tidbclient.config.Settings;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Waits until a server answers a query. */
@Command(
        name = "wait",
        mixinStandardHelpOptions = true,
        description = {
            "Waits until the server answers a query; for pipelines.",
            "",
            "Tries again while the server cannot be reached, and ends at once when it refuses the user. Exit code 0"
                    + " when it answered, 5 when the time was not enough."
        })
public class WaitCommand implements Callable<Integer>, SettingsCommand {
    /** What makes no sense while waiting: what is done after the first answer, and how often it is tried. */
    private static final Set<Setting<?>> NOT_FOR_WAITING = Set.of(
            Settings.DATABASE,
            Settings.MONITOR_DURATION,
            Settings.INTERVAL,
            Settings.RETRY_ATTEMPTS,
            Settings.BREAKER_FAILURES,
            Settings.BREAKER_WINDOW,
            Settings.BREAKER_OPEN,
            Settings.BREAKER_SUCCESSES);

    private final SettingsReader reader;
    private final CheckRunner runner;

    @Spec
    CommandSpec spec;

    WaitCommand(SettingsReader reader, CheckRunner runner) {
        this.reader = reader;
        this.runner = runner;
    }

    @Override
    public List<Setting<?>> settings() {
        return Settings.ALL.stream()
                .filter(setting -> !NOT_FOR_WAITING.contains(setting))
                .<Setting<?>>map(WaitCommand::withOwnDefault)
                .toList();
    }

    private static Setting<?> withOwnDefault(Setting<?> setting) {
        if (setting.equals(Settings.TIMEOUT)) {
            return setting.withDefault("60s");
        }
        return setting.equals(Settings.RETRY_MAX_DELAY) ? setting.withDefault("2s") : setting;
    }

    @Override
    public Integer call() {
        ResolvedSettings settings = reader.read(spec, Settings.ALL.stream()
                .<Setting<?>>map(WaitCommand::withOwnDefault)
                .toList());
        CheckRequest request = CheckRequest.from(settings, () -> reader.password(settings));
        return runner.await(request, settings);
    }
}
