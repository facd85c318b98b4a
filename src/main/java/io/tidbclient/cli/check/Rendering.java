package io.tidbclient.cli.check;

import io.tidbclient.cli.ConsoleLog;
import io.tidbclient.cli.Surroundings;
import io.tidbclient.cli.VersionText;
import io.tidbclient.config.ColorMode;
import io.tidbclient.config.ConfigException;
import io.tidbclient.config.OutputFormat;
import io.tidbclient.config.ResolvedSettings;
import io.tidbclient.config.Settings;
import io.tidbclient.output.OutputMode;
import io.tidbclient.output.Renderers;
import io.tidbclient.output.RunRenderer;
import io.tidbclient.output.Verbosity;
import io.tidbclient.output.terminal.StandardStreams;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import jakarta.enterprise.context.ApplicationScoped;

/** Chooses how a run is shown: by the settings, and by what the standard streams are connected to. */
@ApplicationScoped
class Rendering {
    private final Surroundings surroundings;
    private final ConsoleLog console;
    private final VersionText version;
    private final Clock clock;

    Rendering(Surroundings surroundings, ConsoleLog console, VersionText version, Clock clock) {
        this.surroundings = surroundings;
        this.console = console;
        this.version = version;
        this.clock = clock;
    }

    RunRenderer forSettings(ResolvedSettings settings) {
        boolean stdoutIsTerminal = StandardStreams.outIsTerminal();
        OutputMode.Surroundings there = new OutputMode.Surroundings(
                stdoutIsTerminal, StandardStreams.errIsTerminal(), variable("TERM"), variable("NO_COLOR"));
        Verbosity verbosity = verbosity(settings);
        OutputMode.Wish wish = new OutputMode.Wish(
                format(settings.get(Settings.OUTPUT)), color(settings.get(Settings.COLOR)), verbosity);
        Renderers renderers = new Renderers(version.version(), clock, surroundings.out(), surroundings.err());
        RunRenderer shown = renderers.create(OutputMode.of(wish, there), verbosity, stdoutIsTerminal);
        console.through(shown.aboveView());
        return settings.isWanted(Settings.EVENTS)
                ? settings.find(Settings.EVENTS)
                        .map(file -> renderers.alsoTo(open(file, settings), shown))
                        .orElse(shown)
                : shown;
    }

    private static PrintStream open(Path file, ResolvedSettings settings) {
        try {
            return new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ConfigException(
                    settings.subject(Settings.EVENTS) + ": " + file + " cannot be written to; name another file.", e);
        }
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(surroundings.environment().get(name));
    }

    private static Verbosity verbosity(ResolvedSettings settings) {
        if (settings.get(Settings.QUIET)) {
            return Verbosity.QUIET;
        }
        return settings.get(Settings.VERBOSE) ? Verbosity.VERBOSE : Verbosity.NORMAL;
    }

    private static OutputMode.Format format(OutputFormat format) {
        return switch (format) {
            case TEXT -> OutputMode.Format.TEXT;
            case JSON -> OutputMode.Format.JSON;
            case NDJSON -> OutputMode.Format.NDJSON;
        };
    }

    private static OutputMode.Color color(ColorMode mode) {
        return switch (mode) {
            case AUTO -> OutputMode.Color.AUTO;
            case ALWAYS -> OutputMode.Color.ALWAYS;
            case NEVER -> OutputMode.Color.NEVER;
        };
    }
}
