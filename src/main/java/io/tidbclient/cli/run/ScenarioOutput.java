package io.tidbclient.cli.run;

import io.tidbclient.cli.Surroundings;
import io.tidbclient.cli.VersionText;
import io.tidbclient.config.ColorMode;
import io.tidbclient.config.ConfigException;
import io.tidbclient.config.OutputFormat;
import io.tidbclient.config.Quoted;
import io.tidbclient.config.ResolvedSettings;
import io.tidbclient.config.Settings;
import io.tidbclient.output.scenario.History;
import io.tidbclient.output.scenario.JunitXml;
import io.tidbclient.output.scenario.ScenarioJson;
import io.tidbclient.output.scenario.ScenarioReport;
import io.tidbclient.output.scenario.ScenarioText;
import io.tidbclient.output.terminal.StandardStreams;
import io.tidbclient.output.terminal.TerminalSize;
import io.tidbclient.output.text.LinePrinter;
import io.tidbclient.output.text.Palette;
import io.tidbclient.scenario.play.Performance;
import io.tidbclient.scenario.play.ScenarioFinding;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import jakarta.enterprise.context.ApplicationScoped;

/** Shows scenarios the way the settings ask for. */
@ApplicationScoped
class ScenarioOutput {
    /** For pipes and files: as wide as most people's editors. */
    private static final int WIDTH = 120;

    private final Surroundings surroundings;
    private final VersionText version;
    private final Clock clock;

    ScenarioOutput(Surroundings surroundings, VersionText version, Clock clock) {
        this.surroundings = surroundings;
        this.version = version;
        this.clock = clock;
    }

    /** Opens what is written to, before anything is played. */
    Shown open(ResolvedSettings settings, Optional<Path> history, Optional<Path> junit) {
        if (settings.get(Settings.OUTPUT) == OutputFormat.CSV) {
            throw new ConfigException(settings.subject(Settings.OUTPUT)
                    + ": csv is for 'tidb-client imports list'; give text, json, ndjson or junit.");
        }
        return new Shown(
                settings,
                history.map(file -> new History(stream("--history", file))),
                junit.map(file -> stream("--junit", file)));
    }

    private PrintStream stream(String option, Path file) {
        try {
            return new PrintStream(
                    Files.newOutputStream(surroundings.workingDirectory().resolve(file)),
                    false,
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ConfigException(
                    option + ": " + Quoted.of(file.toString()) + " cannot be written to; name another file.", e);
        }
    }

    /** One command's results, as they come. */
    final class Shown implements AutoCloseable {
        private final OutputFormat format;
        private final boolean quiet;
        private final boolean verbose;
        private final LinePrinter printer;
        private final ScenarioText text;
        private final ScenarioJson json;
        private final Optional<History> history;
        private final Optional<PrintStream> junit;

        private Shown(ResolvedSettings settings, Optional<History> history, Optional<PrintStream> junit) {
            this.format = settings.get(Settings.OUTPUT);
            this.quiet = settings.get(Settings.QUIET);
            this.verbose = settings.get(Settings.VERBOSE);
            this.printer = new LinePrinter(surroundings.out(), palette(settings.get(Settings.COLOR)));
            this.text = new ScenarioText(width());
            this.json = new ScenarioJson(version.version());
            this.history = history;
            this.junit = junit;
        }

        boolean keepsHistory() {
            return history.isPresent();
        }

        void happened(String scenario, ScenarioFinding finding) {
            history.ifPresent(file -> file.take(scenario, finding));
        }

        void ended(Performance performance) {
            if (format == OutputFormat.TEXT && !quiet) {
                printer.lines(text.performance(performance, verbose));
            } else if (format == OutputFormat.NDJSON) {
                json.writeLine(surroundings.out(), performance);
            }
        }

        void finished(ScenarioReport report) {
            switch (format) {
                case TEXT -> printer.lines(text.verdict(report));
                case JSON -> json.write(surroundings.out(), report);
                case NDJSON -> json.writeVerdict(surroundings.out(), report);
                case JUNIT -> surroundings.out().print(JunitXml.of(report));
                case CSV -> throw new IllegalStateException("a scenario's result is no list");
            }
            if (report.performances().isEmpty() && format != OutputFormat.TEXT) {
                surroundings.err().println("tidb-client: " + report.verdict().sentence());
            }
            junit.ifPresent(file -> file.print(JunitXml.of(report)));
        }

        @Override
        public void close() {
            history.ifPresent(History::close);
            junit.ifPresent(PrintStream::close);
        }

        private int width() {
            return StandardStreams.outIsTerminal()
                    ? Math.max(
                            40, TerminalSize.ofControllingTerminal(clock).get().columns())
                    : WIDTH;
        }

        private Palette palette(ColorMode mode) {
            boolean wanted = Optional.ofNullable(surroundings.environment().get("NO_COLOR"))
                            .filter(value -> !value.isEmpty())
                            .isEmpty()
                    && !Optional.ofNullable(surroundings.environment().get("TERM"))
                            .orElse("dumb")
                            .equals("dumb");
            return switch (mode) {
                case ALWAYS -> Palette.COLOR;
                case NEVER -> Palette.NONE;
                case AUTO -> wanted && StandardStreams.outIsTerminal() ? Palette.COLOR : Palette.NONE;
            };
        }
    }
}
