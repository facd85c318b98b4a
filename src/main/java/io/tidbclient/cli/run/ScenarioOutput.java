package io.tidbclient.cli.run;

import io.tidbclient.cli.ExitCode;
import io.tidbclient.cli.OutputFile;
import io.tidbclient.cli.ProcessEnvironment;
import io.tidbclient.cli.VersionText;
import io.tidbclient.cli.check.Rendering;
import io.tidbclient.config.ConfigException;
import io.tidbclient.config.OutputFormat;
import io.tidbclient.config.OutputOptions;
import io.tidbclient.config.ResolvedSettings;
import io.tidbclient.connection.ServerVersion;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.output.OutputMode;
import io.tidbclient.output.scenario.GithubAnnotations;
import io.tidbclient.output.scenario.History;
import io.tidbclient.output.scenario.LiveScenarios;
import io.tidbclient.output.scenario.RepeatedDifferences;
import io.tidbclient.output.scenario.RunProgress;
import io.tidbclient.output.scenario.ScenarioJson;
import io.tidbclient.output.scenario.ScenarioJunit;
import io.tidbclient.output.scenario.ScenarioPage;
import io.tidbclient.output.scenario.ScenarioProgress;
import io.tidbclient.output.scenario.ScenarioReport;
import io.tidbclient.output.scenario.ScenarioText;
import io.tidbclient.output.text.LinePrinter;
import io.tidbclient.output.text.Text;
import io.tidbclient.scenario.run.ScenarioEvent;
import io.tidbclient.scenario.run.ScenarioResult;
import io.tidbclient.scenario.run.ScenarioVerdict;
import io.tidbclient.time.NanoClock;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import jakarta.enterprise.context.ApplicationScoped;

/** Shows scenarios the way the settings ask for. */
@ApplicationScoped
class ScenarioOutput {
    private final ProcessEnvironment environment;
    private final Rendering rendering;
    private final VersionText version;
    private final NanoClock nanoClock;

    ScenarioOutput(ProcessEnvironment environment, Rendering rendering, VersionText version, NanoClock nanoClock) {
        this.environment = environment;
        this.rendering = rendering;
        this.version = version;
        this.nanoClock = nanoClock;
    }

    /** Opens what is written to, before anything is run. */
    OpenOutput open(ResolvedSettings settings, ScenarioRunner.RunRequest request) {
        if (settings.get(OutputOptions.OUTPUT) == OutputFormat.CSV) {
            throw new ConfigException(settings.subject(OutputOptions.OUTPUT)
                    + ": csv is for 'tidb-client imports list'; give text, json, ndjson or junit.");
        }
        Optional<Path> events = settings.isWanted(OutputOptions.EVENTS)
                ? settings.find(OutputOptions.EVENTS).map(this::path)
                : Optional.empty();
        Map<String, Path> files = new LinkedHashMap<>();
        events.ifPresent(file -> files.put(settings.subject(OutputOptions.EVENTS), file));
        request.history().ifPresent(file -> files.put("--history", path(file)));
        request.junit().ifPresent(file -> files.put("--junit", path(file)));
        request.report().ifPresent(file -> files.put("--report", path(file)));
        OutputFile.check(files);
        return new OpenOutput(
                settings,
                request.form(),
                events.map(file -> OutputFile.open(settings.subject(OutputOptions.EVENTS), file)),
                request.history().map(file -> OutputFile.open("--history", path(file))),
                request.junit().map(file -> OutputFile.open("--junit", path(file))),
                request.report().map(file -> OutputFile.open("--report", path(file))));
    }

    private Path path(Path file) {
        return environment.workingDirectory().resolve(file);
    }

    /** A script's path as GitHub knows it: within the workspace; empty for a script that is no file there. */
    private Optional<String> inRepository(String script) {
        Path file = environment.workingDirectory().resolve(script).normalize();
        Path workspace = Optional.ofNullable(environment.environment().get("GITHUB_WORKSPACE"))
                .map(Path::of)
                .orElse(environment.workingDirectory())
                .normalize();
        return Files.isRegularFile(file) && file.startsWith(workspace)
                ? Optional.of(workspace.relativize(file).toString().replace('\\', '/'))
                : Optional.empty();
    }

    private RunProgress live(ResolvedSettings settings, boolean namesBad) {
        LiveScenarios view = new LiveScenarios(rendering.screen(settings), namesBad, nanoClock);
        rendering.follow(view, view::above);
        return view;
    }

    /** One command's results, as they come. */
    final class OpenOutput implements AutoCloseable {
        private final OutputFormat format;
        private final StepsForm form;
        private final boolean quiet;
        private final boolean verbose;
        private final LinePrinter printer;
        private final ScenarioText text;
        private final RepeatedDifferences differences = new RepeatedDifferences();
        private final ScenarioJson json;
        private final GithubAnnotations annotations = new GithubAnnotations(ScenarioOutput.this::inRepository);
        private final Optional<OutputFile> events;
        private final Optional<OutputFile> historyFile;
        private final Optional<History> history;
        private final Optional<OutputFile> junit;
        private final Optional<OutputFile> page;
        private final RunProgress progress;

        private OpenOutput(
                ResolvedSettings settings,
                StepsForm form,
                Optional<OutputFile> events,
                Optional<OutputFile> history,
                Optional<OutputFile> junit,
                Optional<OutputFile> page) {
            this.form = form;
            this.format = settings.get(OutputOptions.OUTPUT);
            this.quiet = settings.get(OutputOptions.QUIET);
            this.verbose = settings.get(OutputOptions.VERBOSE);
            this.printer = rendering.printer(settings);
            this.text = new ScenarioText(rendering.paragraphWidth(settings));
            this.json = new ScenarioJson(version.version(), ExitCode::of);
            this.events = events;
            this.historyFile = history;
            this.history = history.map(file -> new History(file.stream(), version.version()));
            this.junit = junit;
            this.page = page;
            OutputMode mode = rendering.mode(settings);
            // On standard output, text and JSON lines name each as it ends.
            boolean namesBad = format == OutputFormat.JSON || format == OutputFormat.JUNIT;
            this.progress = switch (mode.progress()) {
                case LIVE -> live(settings, namesBad);
                case LINES ->
                    new ScenarioProgress(
                            new LinePrinter(environment.err(), mode.stderr(), mode.signs()), namesBad, nanoClock);
                case NONE -> RunProgress.SILENT;
            };
        }

        void begins(String target, ServerVersion server, int scenarios) {
            history.ifPresent(file -> file.on(server));
            progress.begins(target + "  " + server.product().label() + " " + server.release(), scenarios);
        }

        /** How often {@link #tick} is to be called. */
        Duration period() {
            return progress.period();
        }

        void tick() {
            progress.tick();
        }

        void happened(String scenario, ScenarioEvent event) {
            history.ifPresent(file -> file.record(scenario, event));
            progress.happened(scenario, event);
        }

        void ended(ScenarioResult result) {
            history.ifPresent(file -> file.over(result));
            progress.ended(result);
            events.ifPresent(file -> json.writeLine(file.stream(), result));
            progress.print(() -> print(result));
        }

        private void print(ScenarioResult result) {
            if (format == OutputFormat.TEXT && !quiet) {
                if (!isFolded(result)) {
                    printer.lines(shown(result));
                }
            } else if (format == OutputFormat.NDJSON) {
                json.writeLine(environment.out(), result);
            }
            if ("true".equals(environment.environment().get("GITHUB_ACTIONS"))) {
                annotations.of(result).ifPresent(environment.err()::println);
            }
        }

        /** Whether it is counted at the end instead, with the others that were skipped for the same reason. */
        private boolean isFolded(ScenarioResult result) {
            return form == StepsForm.TIMELINE && !verbose && ScenarioText.isFolded(result);
        }

        private List<Text> shown(ScenarioResult result) {
            return switch (form) {
                case LINES -> text.lines(result);
                case TIMELINE -> {
                    Optional<String> first = verbose ? Optional.empty() : differences.firstWith(result);
                    yield first.map(title -> text.repeated(result, title))
                            .orElseGet(() -> text.result(result, verbose));
                }
            };
        }

        /** Prints what came of all; the verdict, in which files that could not be written count. */
        RunVerdict finished(ScenarioReport played) {
            progress.close();
            historyFile.ifPresent(OutputFile::close);
            ScenarioReport kept = historyFile.flatMap(OutputFile::complaint).isEmpty()
                    ? played
                    : played.but(ScenarioVerdict.incomplete(played.verdict()));
            events.ifPresent(file -> json.writeVerdict(file.stream(), kept));
            junit.ifPresent(file -> file.stream().print(ScenarioJunit.of(kept).xml()));
            page.ifPresent(file -> file.stream().print(ScenarioPage.html(kept, version.version())));
            close();
            List<String> complaints = Stream.of(events, historyFile, junit, page)
                    .flatMap(Optional::stream)
                    .flatMap(file -> file.complaint().stream())
                    .toList();
            complaints.forEach(this::complain);
            ScenarioReport report =
                    complaints.isEmpty() ? played : played.but(ScenarioVerdict.incomplete(played.verdict()));
            switch (format) {
                case TEXT -> {
                    if (!quiet) {
                        printer.lines(text.folded(
                                report.results().stream().filter(this::isFolded).toList()));
                        printer.lines(text.closing(report));
                    }
                    printer.lines(text.verdict(report, ExitCode::of));
                }
                case JSON -> json.write(environment.out(), report);
                case NDJSON -> json.writeVerdict(environment.out(), report);
                case JUNIT -> environment.out().print(ScenarioJunit.of(report).xml());
                case CSV -> throw new IllegalStateException("a scenario's result is no list");
            }
            if (report.results().isEmpty() && format != OutputFormat.TEXT) {
                complain(report.verdict().sentence());
            }
            if (report.version().filter(ServerVersion::simulated).isPresent()
                    && report.results().stream().anyMatch(ScenarioResult::isBad)) {
                complain("the server is the sandbox, which has no tables and knows few statements; "
                        + "run scenarios on a TiDB, MySQL or MariaDB.");
            }
            return report.verdict();
        }

        private void complain(String sentence) {
            environment.err().println("tidb-client: " + sentence);
        }

        @Override
        public void close() {
            progress.close();
            events.ifPresent(OutputFile::close);
            historyFile.ifPresent(OutputFile::close);
            junit.ifPresent(OutputFile::close);
            page.ifPresent(OutputFile::close);
        }
    }
}
