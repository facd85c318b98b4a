package io.tidbclient.cli.serve;

import io.tidbclient.cli.HookWords;
import io.tidbclient.cli.ProcessEnvironment;
import io.tidbclient.cli.Programs;
import io.tidbclient.cli.ScheduledScripts;
import io.tidbclient.cli.SettingsCommand;
import io.tidbclient.cli.SettingsReader;
import io.tidbclient.config.AskedOnce;
import io.tidbclient.config.CommandSettings;
import io.tidbclient.config.ImportOptions;
import io.tidbclient.config.MistakeReporter;
import io.tidbclient.config.OutputOptions;
import io.tidbclient.config.ResolvedSettings;
import io.tidbclient.config.ScenarioSettings;
import io.tidbclient.config.Secret;
import io.tidbclient.config.ServeConfiguration;
import io.tidbclient.config.ServeOptions;
import io.tidbclient.config.ServerPlan;
import io.tidbclient.config.Setting;
import io.tidbclient.config.TargetSettings;
import io.tidbclient.serve.ServeRequest;
import io.tidbclient.serve.hook.ImportHooks;
import io.tidbclient.serve.monitor.ScheduledScenario;
import io.tidbclient.serve.monitor.Target;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** Monitors targets until it is stopped. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = {
            "Monitors TiDB servers until Ctrl-C or SIGTERM: checks each target on a schedule, follows its import jobs,"
                    + " and answers over HTTP with a status page, an API, Prometheus metrics and health.",
            "",
            "The options describe one target. A list of targets is read from serve.targets of the YAML file, which SIGHUP"
                    + " reads again."
        })
public class ServeCommand implements Callable<Integer>, SettingsCommand {
    private final SettingsReader reader;
    private final ServerRunner runner;
    private final ScheduledScripts scripts;
    private final ProcessEnvironment environment;

    @Spec
    CommandSpec spec;

    ServeCommand(SettingsReader reader, ServerRunner runner, ScheduledScripts scripts, ProcessEnvironment environment) {
        this.reader = reader;
        this.runner = runner;
        this.scripts = scripts;
        this.environment = environment;
    }

    @Override
    public List<Setting<?>> settings() {
        return CommandSettings.SERVE;
    }

    @Override
    public Integer call() {
        ServeConfiguration configuration = reader.beginServing(spec, settings());
        Function<ResolvedSettings, Secret> passwords = new AskedOnce(reader::password);
        ServerRunner.Requested requested = requested(configuration, passwords);
        if (!quiet(configuration)) {
            requested.plan().warning().ifPresent(reader::warn);
        }
        return runner.run(
                requested,
                quiet(configuration),
                Optional.of(() -> requested(reader.serving(spec, settings()), passwords)));
    }

    private ServerRunner.Requested requested(
            ServeConfiguration configuration, Function<ResolvedSettings, Secret> passwords) {
        ServerPlan plan = ServerPlan.from(configuration.server());
        return new ServerRunner.Requested(
                plan,
                configuration.targets().stream()
                        .map(target -> target(target, passwords))
                        .toList(),
                new ServeRequest.Hooks(
                        words(configuration, ServeOptions.ON_DOWN, false),
                        words(configuration, ServeOptions.ON_UP, false),
                        importHooks(configuration)),
                configuration
                        .history()
                        .map(settings ->
                                settings.plan(passwords, MistakeReporter.FIRST).orElseThrow()));
    }

    private ImportHooks.Commands importHooks(ServeConfiguration configuration) {
        boolean shell = configuration.server().get(ImportOptions.HOOK_SHELL);
        return new ImportHooks.Commands(
                words(configuration, ImportOptions.ON_FINISH, shell),
                words(configuration, ImportOptions.ON_FAIL, shell),
                words(configuration, ServeOptions.ON_STALL, shell));
    }

    private Target target(TargetSettings target, Function<ResolvedSettings, Secret> passwords) {
        return new Target(
                target.name(),
                target.check(passwords, MistakeReporter.FIRST).orElseThrow(),
                target.plan(),
                target.followsImports()
                        ? Optional.of(new Target.Following(target.pollInterval(), target.stallLimit()))
                        : Optional.empty(),
                target.scenarios().stream().map(this::scenario).toList());
    }

    private ScheduledScenario scenario(ScenarioSettings entry) {
        return new ScheduledScenario(entry.name(), entry.plan(), entry.timeout(), scripts.read(entry));
    }

    private Optional<List<String>> words(ServeConfiguration configuration, Setting<String> hook, boolean shell) {
        return configuration
                .server()
                .find(hook)
                .map(text -> HookWords.of(configuration.server().subject(hook), text, shell, Programs.of(environment)));
    }

    private static boolean quiet(ServeConfiguration configuration) {
        return configuration.server().get(OutputOptions.QUIET);
    }
}
