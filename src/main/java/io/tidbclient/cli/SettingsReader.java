package io.tidbclient.cli;

import io.tidbclient.config.ConfigException;
import io.tidbclient.config.ConfigValidation;
import io.tidbclient.config.Invocation;
import io.tidbclient.config.LoggingOptions;
import io.tidbclient.config.MistakeReporter;
import io.tidbclient.config.OutputOptions;
import io.tidbclient.config.PasswordResolver;
import io.tidbclient.config.ResolvedPassword;
import io.tidbclient.config.ResolvedSettings;
import io.tidbclient.config.Secret;
import io.tidbclient.config.ServeConfiguration;
import io.tidbclient.config.Setting;
import io.tidbclient.config.SettingsResolver;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads a command's settings from everywhere they may stand, and sets logging up as they say. */
@ApplicationScoped
public class SettingsReader {
    private final ProcessEnvironment environment;
    private final LogSetup logSetup;

    SettingsReader(ProcessEnvironment environment, LogSetup logSetup) {
        this.environment = environment;
        this.logSetup = logSetup;
    }

    /**
     * The settings of the command that {@code spec} belongs to.
     *
     * @throws io.tidbclient.config.ConfigException for the first mistake
     */
    public ResolvedSettings read(CommandSpec spec, List<Setting<?>> wanted) {
        ResolvedSettings settings = warningBefore(invocation(spec, wanted), SettingsResolver::resolve);
        begin(settings);
        if (!settings.get(OutputOptions.QUIET)) {
            SettingOptions.withoutEffect(rootResult(spec), wanted)
                    .forEach(option -> warn(option + " has no effect on '" + spec.qualifiedName() + "'."));
        }
        return settings;
    }

    /**
     * The settings of the command that {@code spec} belongs to, with every mistake reported. Shows the warnings.
     *
     * @param mistakes is given each mistake
     * @return as {@link ConfigValidation#settings} does
     */
    public Optional<ResolvedSettings> read(CommandSpec spec, List<Setting<?>> wanted, MistakeReporter mistakes) {
        Invocation invocation = invocation(spec, wanted);
        Optional<ResolvedSettings> settings = new ConfigValidation(invocation, mistakes).settings();
        settings.ifPresent(found -> mistakes.check(found.origin(LoggingOptions.LOG_FILE), () -> logSetup.apply(found)));
        settings.ifPresentOrElse(
                found -> showWarnings(
                        found,
                        mistakes.attempt(found.origin(OutputOptions.QUIET), () -> found.get(OutputOptions.QUIET))
                                .orElse(false)),
                () -> SettingsResolver.warningsOfVariables(invocation).forEach(this::warn));
        return settings;
    }

    /**
     * What {@code serve} is to do; sets logging up and shows warnings.
     *
     * @throws io.tidbclient.config.ConfigException for the first mistake
     */
    public ServeConfiguration beginServing(CommandSpec spec, List<Setting<?>> wanted) {
        ServeConfiguration configuration = warningBefore(invocation(spec, wanted), ServeConfiguration::read);
        begin(configuration.server());
        return configuration;
    }

    /**
     * What {@code serve} is to do from now on; neither logs nor warns.
     *
     * @throws io.tidbclient.config.ConfigException for the first mistake
     */
    public ServeConfiguration serving(CommandSpec spec, List<Setting<?>> wanted) {
        return ServeConfiguration.read(invocation(spec, wanted));
    }

    /** The settings that are read. If that fails, a variable without effect may be the reason, so its warning comes first. */
    private <T> T warningBefore(Invocation invocation, Function<Invocation, T> reading) {
        try {
            return reading.apply(invocation);
        } catch (ConfigException e) {
            SettingsResolver.warningsOfVariables(invocation).forEach(this::warn);
            throw e;
        }
    }

    /** Sets logging up as these settings say, and shows their warnings. */
    private void begin(ResolvedSettings settings) {
        showWarnings(settings, settings.get(OutputOptions.QUIET));
        logSetup.apply(settings);
    }

    /** Shows what the user may not have meant. */
    private void showWarnings(ResolvedSettings settings, boolean quiet) {
        if (!quiet) {
            settings.warnings().forEach(this::warn);
        }
    }

    /** What the command was called with, unresolved. */
    public Invocation invocation(CommandSpec spec, List<Setting<?>> wanted) {
        return new Invocation(
                wanted,
                SettingOptions.given(rootResult(spec), wanted),
                environment.environment(),
                environment.workingDirectory(),
                environment.homeDirectory());
    }

    /** The password for these settings; asks for it if need be. */
    public Secret password(ResolvedSettings settings) {
        ResolvedPassword found = new PasswordResolver(new ConsolePrompt(), environment.in()).resolve(settings);
        found.warnings().forEach(this::warn);
        return found.secret();
    }

    /** Shows what the user may not have meant. */
    public void warn(String sentence) {
        environment.err().println("tidb-client: " + sentence);
    }

    private static ParseResult rootResult(CommandSpec spec) {
        return spec.root().commandLine().getParseResult();
    }
}
