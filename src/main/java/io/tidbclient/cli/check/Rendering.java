package io.tidbclient.cli.check;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.cli.ConsoleLog;
import io.tidbclient.cli.ExitCode;
import io.tidbclient.cli.JobControl;
import io.tidbclient.cli.OutputFile;
import io.tidbclient.cli.OutputFiles;
import io.tidbclient.cli.ProcessEnvironment;
import io.tidbclient.cli.VersionText;
import io.tidbclient.config.ColorMode;
import io.tidbclient.config.ConfigException;
import io.tidbclient.config.ImportOptions;
import io.tidbclient.config.MistakeReporter;
import io.tidbclient.config.OutputOptions;
import io.tidbclient.config.ProgressMode;
import io.tidbclient.config.Repetition;
import io.tidbclient.config.ResolvedSettings;
import io.tidbclient.config.RunOptions;
import io.tidbclient.config.Shard;
import io.tidbclient.output.BellRenderer;
import io.tidbclient.output.NdjsonSeriesRenderer;
import io.tidbclient.output.OutputMode;
import io.tidbclient.output.PlainSeriesRenderer;
import io.tidbclient.output.Renderers;
import io.tidbclient.output.RunRenderer;
import io.tidbclient.output.SeriesRenderer;
import io.tidbclient.output.Verbosity;
import io.tidbclient.output.json.ReportJson;
import io.tidbclient.output.terminal.AnsiScreen;
import io.tidbclient.output.terminal.Bell;
import io.tidbclient.output.terminal.LineWidth;
import io.tidbclient.output.terminal.LiveTerminal;
import io.tidbclient.output.terminal.Screen;
import io.tidbclient.output.terminal.StandardStreams;
import io.tidbclient.output.terminal.TerminalSize;
import io.tidbclient.output.text.LinePrinter;
import io.tidbclient.output.text.Paragraph;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import jakarta.enterprise.context.ApplicationScoped;

/** Chooses how a run is shown: by the settings, and by what the standard streams are connected to. */
@ApplicationScoped
public class Rendering {
    /** For pipes and files: as wide as most people's editors. */
    private static final int USUAL_WIDTH = 120;
    /** A timeline needs as much. */
    private static final int NARROWEST = 40;

    private final ProcessEnvironment environment;
    private final ConsoleLog console;
    private final JobControl jobControl;
    private final OutputFiles files;
    private final VersionText version;
    private final Clock clock;
    private final ZoneId zone;

    Rendering(
            ProcessEnvironment environment,
            ConsoleLog console,
            JobControl jobControl,
            OutputFiles files,
            VersionText version,
            Clock clock,
            ZoneId zone) {
        this.jobControl = jobControl;
        this.files = files;
        this.environment = environment;
        this.console = console;
        this.version = version;
        this.clock = clock;
        this.zone = zone;
    }

    /** A renderer for a run that is about to start. */
    RunRenderer<CheckSnapshot> forSettings(ResolvedSettings settings) {
        Renderers renderers = renderers(settings);
        RunRenderer<CheckSnapshot> rendered =
                renderers.create(mode(settings), verbosity(settings), lineWidth(settings));
        RunRenderer<CheckSnapshot> shown = bell(settings)
                .<RunRenderer<CheckSnapshot>>map(bell -> new BellRenderer<>(rendered, bell))
                .orElse(rendered);
        console.through(shown.aboveView());
        jobControl.follow(shown.liveTerminal());
        return settings.isWanted(OutputOptions.EVENTS)
                ? settings.find(OutputOptions.EVENTS)
                        .map(file -> renderers.alsoTo(
                                files.open(settings.subject(OutputOptions.EVENTS), file).stream(), shown))
                        .orElse(shown)
                : shown;
    }

    /** A renderer for a run that has ended, of which the summary is all there is to show. */
    public RunRenderer<CheckSnapshot> withoutProgress(ResolvedSettings settings) {
        return renderers(settings).create(mode(settings).withoutProgress(), verbosity(settings), lineWidth(settings));
    }

    /**
     * A renderer for a check that is repeated.
     *
     * @throws ConfigException for a format that has no line per run, and for {@code --events}
     */
    SeriesRenderer forSeries(ResolvedSettings settings) {
        refuseEvents(settings);
        return series(settings);
    }

    /**
     * Checks that a check with these settings, once or repeated, can be shown; opens no file.
     *
     * @param mistakes is given each mistake
     */
    void check(ResolvedSettings settings, MistakeReporter mistakes) {
        boolean repeated = Repetition.isRepeated(settings);
        mistakes.check(settings.origin(OutputOptions.OUTPUT), () -> {
            if (repeated) {
                series(settings);
            } else {
                format(settings);
            }
        });
        mistakes.check(settings.origin(OutputOptions.EVENTS), () -> {
            if (repeated) {
                refuseEvents(settings);
            } else {
                settings.find(OutputOptions.EVENTS)
                        .ifPresent(file -> OutputFile.check(settings.subject(OutputOptions.EVENTS), file));
            }
        });
    }

    private static void refuseEvents(ResolvedSettings settings) {
        if (settings.find(OutputOptions.EVENTS).isPresent()) {
            throw new ConfigException(settings.subject(OutputOptions.EVENTS)
                    + ": a repeated check keeps no events; use -o ndjson, which prints the report of each run.");
        }
    }

    private SeriesRenderer series(ResolvedSettings settings) {
        return switch (settings.get(OutputOptions.OUTPUT)) {
            case TEXT -> new PlainSeriesRenderer(printer(settings), verbosity(settings), ExitCode::of);
            case NDJSON -> new NdjsonSeriesRenderer(environment.out(), reports(settings), clock);
            case JSON, JUNIT, CSV ->
                throw new ConfigException(settings.subject(OutputOptions.OUTPUT)
                        + ": a repeated check prints a line per run; give text or ndjson.");
        };
    }

    private ReportJson reports(ResolvedSettings settings) {
        Shard shard = settings.isWanted(RunOptions.SHARD) ? settings.get(RunOptions.SHARD) : Shard.WHOLE;
        return new ReportJson(version.version(), shard, ExitCode::of);
    }

    private Renderers renderers(ResolvedSettings settings) {
        boolean pooled = settings.isWanted(RunOptions.POOL_SIZE) && settings.get(RunOptions.POOL_SIZE) > 1;
        Duration monitored = settings.isWanted(ImportOptions.MONITOR_DURATION)
                ? settings.get(ImportOptions.MONITOR_DURATION)
                : Duration.ZERO;
        return new Renderers(
                reports(settings),
                clock,
                environment.out(),
                environment.err(),
                ExitCode::of,
                new Renderers.CheckTraits(pooled, monitored, zone));
    }

    /** What is printed where. */
    public OutputMode mode(ResolvedSettings settings) {
        return mode(settings, format(settings));
    }

    /** How wide lines are. */
    public LineWidth lineWidth(ResolvedSettings settings) {
        Optional<Integer> asked =
                settings.isWanted(OutputOptions.WIDTH) ? settings.find(OutputOptions.WIDTH) : Optional.empty();
        return new LineWidth(
                asked.map(OptionalInt::of).orElse(OptionalInt.empty()),
                StandardStreams.outIsTerminal(),
                LineWidth.exported(environment.environment()));
    }

    /** How wide paragraphs and timelines are on standard output: as asked, else as the terminal, else 120 columns. */
    public int paragraphWidth(ResolvedSettings settings) {
        int columns = lineWidth(settings)
                .results(TerminalSize.ofControllingTerminal())
                .getAsInt();
        return columns == Paragraph.UNLIMITED ? USUAL_WIDTH : Math.max(NARROWEST, columns);
    }

    /** The lines below the shell's last one, for a live view on standard error. */
    public Screen screen(ResolvedSettings settings) {
        OutputMode mode = mode(settings);
        return new AnsiScreen(
                new LinePrinter(environment.err(), mode.stderr(), mode.signs()),
                lineWidth(settings).view(TerminalSize.ofControllingTerminal()));
    }

    /**
     * From now on, log lines and the shell's job control respect a live view.
     *
     * @param above prints a line above it
     */
    public void follow(LiveTerminal live, Consumer<String> above) {
        console.through(Optional.of(above));
        jobControl.follow(Optional.of(live));
    }

    /** The bell, where it is asked for. */
    public Optional<Bell> bell(ResolvedSettings settings) {
        return settings.isWanted(OutputOptions.BELL) && settings.get(OutputOptions.BELL)
                ? Optional.of(Bell.onStandardError(environment.err()))
                : Optional.empty();
    }

    /** Prints text on standard output. */
    public LinePrinter printer(ResolvedSettings settings) {
        OutputMode mode = mode(settings, OutputMode.Format.TEXT);
        return new LinePrinter(environment.out(), mode.stdout(), mode.signs());
    }

    private OutputMode mode(ResolvedSettings settings, OutputMode.Format format) {
        OutputMode.Terminals terminals = new OutputMode.Terminals(
                StandardStreams.outIsTerminal(),
                StandardStreams.errIsTerminal(),
                variable("TERM"),
                variable("NO_COLOR"),
                environment.signs());
        return OutputMode.of(
                new OutputMode.Wish(
                        format, color(settings.get(OutputOptions.COLOR)), verbosity(settings), progress(settings)),
                terminals);
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.environment().get(name));
    }

    /** How much progress is printed. */
    public static Verbosity verbosity(ResolvedSettings settings) {
        if (settings.get(OutputOptions.QUIET)) {
            return Verbosity.QUIET;
        }
        return settings.get(OutputOptions.VERBOSE) ? Verbosity.VERBOSE : Verbosity.NORMAL;
    }

    private static OutputMode.Format format(ResolvedSettings settings) {
        return switch (settings.get(OutputOptions.OUTPUT)) {
            case TEXT -> OutputMode.Format.TEXT;
            case JSON -> OutputMode.Format.JSON;
            case NDJSON -> OutputMode.Format.NDJSON;
            case JUNIT -> OutputMode.Format.JUNIT;
            case CSV ->
                throw new ConfigException(settings.subject(OutputOptions.OUTPUT)
                        + ": csv is for 'tidb-client imports list'; give text, json or ndjson.");
        };
    }

    private static Optional<OutputMode.Progress> progress(ResolvedSettings settings) {
        ProgressMode mode =
                settings.isWanted(OutputOptions.PROGRESS) ? settings.get(OutputOptions.PROGRESS) : ProgressMode.AUTO;
        return switch (mode) {
            case AUTO -> Optional.empty();
            case LIVE -> Optional.of(OutputMode.Progress.LIVE);
            case LINES -> Optional.of(OutputMode.Progress.LINES);
            case NONE -> Optional.of(OutputMode.Progress.NONE);
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
