package io.tidbclient.cli.check;

import io.tidbclient.cli.SettingsCommand;
import io.tidbclient.cli.SettingsReader;
import io.tidbclient.config.ConnectionPlan;
import io.tidbclient.config.Resilience;
import io.tidbclient.config.ResolvedSettings;
import io.tidbclient.config.RetrySettings;
import io.tidbclient.config.Setting;
import io.tidbclient.config.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.util.List;
import java.util.concurrent.Callable;

/** Waits until a server answers a query. */
@Command(
        name = "wait",
        mixinStandardHelpOptions = true,
        description = {
            "Waits until the server answers a query; for pipelines.",
            "",
            "Retries while the server is unreachable, and exits immediately when it denies access. Exit code 0 when"
                    + " it answered, 5 when --timeout expired."
        })
public class WaitCommand implements Callable<Integer>, SettingsCommand {
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
        return Settings.WAIT;
    }

    @Override
    public Integer call() {
        ResolvedSettings settings = reader.read(spec, settings());
        RetrySettings retry = Resilience.retryForEver(settings);
        ConnectionPlan plan = ConnectionPlan.from(settings, reader::password);
        return runner.await(plan, retry, settings.get(Settings.TIMEOUT), settings);
    }
}
