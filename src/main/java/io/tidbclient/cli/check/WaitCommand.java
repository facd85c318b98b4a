package io.tidbclient.cli.check;

import io.tidbclient.cli.SettingsCommand;
import io.tidbclient.cli.SettingsReader;
import io.tidbclient.config.CommandSettings;
import io.tidbclient.config.ConnectionOptions;
import io.tidbclient.config.ConnectionPlan;
import io.tidbclient.config.Resilience;
import io.tidbclient.config.ResolvedSettings;
import io.tidbclient.config.RetrySettings;
import io.tidbclient.config.RunOptions;
import io.tidbclient.config.Setting;
import io.tidbclient.config.Timeouts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/** Waits until a server answers a query, and has the databases that are asked for. */
@Command(
        name = "wait",
        mixinStandardHelpOptions = true,
        description = {
            "Waits until the server answers a query, and has the databases that -d names; for pipelines.",
            "",
            "Retries while the server is unreachable or a database does not exist, and exits immediately when access is"
                    + " denied. Exit code 0 when it answered, 5 when --timeout expired, with the reason of the last failure. Each try has 3 s"
                    + " to connect and for each answer, unless --connect-timeout or --read-timeout is given."
        })
public class WaitCommand implements Callable<Integer>, SettingsCommand {
    private static final Duration LONGEST_TRY = Duration.ofSeconds(3);

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
        return CommandSettings.WAIT;
    }

    @Override
    public Integer call() {
        ResolvedSettings settings = reader.read(spec, settings());
        RetrySettings retry = Resilience.retryForEver(settings);
        ConnectionPlan plan = ConnectionPlan.from(settings, reader::password);
        Timeouts tries = new Timeouts(
                shortUnlessGiven(
                        settings,
                        ConnectionOptions.CONNECT_TIMEOUT,
                        plan.timeouts().connect()),
                shortUnlessGiven(
                        settings,
                        ConnectionOptions.READ_TIMEOUT,
                        plan.timeouts().read()));
        return runner.await(plan.within(tries), retry, settings.get(RunOptions.TIMEOUT), settings);
    }

    /** One try must not use up the wait: a server that comes up meanwhile would not be seen. */
    private static Duration shortUnlessGiven(ResolvedSettings settings, Setting<Duration> setting, Duration limit) {
        return settings.isGiven(setting) || limit.compareTo(LONGEST_TRY) < 0 ? limit : LONGEST_TRY;
    }
}
