package io.tidbclient.cli.isolation;

import io.tidbclient.cli.ExitCode;
import io.tidbclient.cli.OutputFile;
import io.tidbclient.cli.ProcessEnvironment;
import io.tidbclient.cli.VersionText;
import io.tidbclient.cli.check.Rendering;
import io.tidbclient.config.ConfigException;
import io.tidbclient.config.OutputFormat;
import io.tidbclient.config.OutputOptions;
import io.tidbclient.config.ResolvedSettings;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.output.OutputMode;
import io.tidbclient.output.isolation.IsolationJson;
import io.tidbclient.output.isolation.IsolationJunit;
import io.tidbclient.output.isolation.IsolationPage;
import io.tidbclient.output.isolation.IsolationReport;
import io.tidbclient.output.isolation.IsolationText;
import io.tidbclient.output.isolation.IsolationVerdict;
import io.tidbclient.output.isolation.VerificationProgress;
import io.tidbclient.output.text.LinePrinter;
import io.tidbclient.time.NanoClock;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import jakarta.enterprise.context.ApplicationScoped;

/** Shows verdicts about histories the way the settings ask for. */
@ApplicationScoped
class IsolationOutput {
    private final ProcessEnvironment environment;
    private final Rendering rendering;
    private final VersionText version;
    private final NanoClock clock;

    IsolationOutput(ProcessEnvironment environment, Rendering rendering, VersionText version, NanoClock clock) {
        this.environment = environment;
        this.rendering = rendering;
        this.version = version;
        this.clock = clock;
    }

    /** Opens what is written to, before anything is run: where one cannot be written to, none is replaced. */
    OpenOutput open(ResolvedSettings settings, RequestedFiles files) {
        if (settings.get(OutputOptions.OUTPUT) == OutputFormat.CSV) {
            throw new ConfigException(settings.subject(OutputOptions.OUTPUT)
                    + ": csv is for 'tidb-client imports list'; give text, json, ndjson or junit.");
        }
        Map<String, Path> named = new LinkedHashMap<>();
        files.history().ifPresent(file -> named.put("--history", path(file)));
        files.page().ifPresent(file -> named.put("--report", path(file)));
        files.junit().ifPresent(file -> named.put("--junit", path(file)));
        OutputFile.check(named);
        return new OpenOutput(
                settings,
                open("--history", files.history()),
                open("--report", files.page()),
                open("--junit", files.junit()));
    }

    private Optional<OutputFile> open(String option, Optional<Path> file) {
        return file.map(path -> OutputFile.open(option, path(path)));
    }

    private Path path(Path file) {
        return environment.workingDirectory().resolve(file);
    }

    /** One command's output. */
    final class OpenOutput implements AutoCloseable {
        private final OutputFormat format;
        private final boolean quiet;
        private final int width;
        private final boolean verbose;
        private final LinePrinter printer;
        private final Optional<OutputFile> history;
        private final Optional<OutputFile> page;
        private final Optional<OutputFile> junit;
        private final OutputMode mode;

        private OpenOutput(
                ResolvedSettings settings,
                Optional<OutputFile> history,
                Optional<OutputFile> page,
                Optional<OutputFile> junit) {
            this.format = settings.get(OutputOptions.OUTPUT);
            this.quiet = settings.get(OutputOptions.QUIET);
            this.width = rendering.paragraphWidth(settings);
            this.verbose = settings.get(OutputOptions.VERBOSE);
            this.printer = rendering.printer(settings);
            this.history = history;
            this.page = page;
            this.junit = junit;
            this.mode = rendering.mode(settings);
        }

        /** The history's file. */
        Optional<OutputFile> history() {
            return history;
        }

        /** Progress on standard error that begins now; empty when it is not wanted. */
        Optional<VerificationProgress> progress() {
            return mode.progress() == OutputMode.Progress.NONE
                    ? Optional.empty()
                    : Optional.of(new VerificationProgress(
                            new LinePrinter(environment.err(), mode.stderr(), mode.signs()), clock));
        }

        /** Prints the result; the verdict, in which files that could not be written count. */
        RunVerdict finished(IsolationReport made) {
            history.ifPresent(OutputFile::close);
            page.ifPresent(file -> {
                file.stream().print(IsolationPage.html(made, version.version()));
                file.close();
            });
            junit.ifPresent(file ->
                    file.stream().print(IsolationJunit.of(withComplaints(made)).xml()));
            close();
            complaints().forEach(this::complain);
            IsolationReport report = withComplaints(made);
            print(report);
            return report.verdict();
        }

        private IsolationReport withComplaints(IsolationReport made) {
            return complaints().isEmpty() ? made : made.but(IsolationVerdict.incomplete(made.verdict()));
        }

        private void print(IsolationReport report) {
            switch (format) {
                case TEXT -> {
                    IsolationText text = new IsolationText(width);
                    if (!quiet) {
                        report.histories().forEach(one -> printer.lines(text.history(one, verbose)));
                    }
                    printer.lines(text.verdict(report, ExitCode::of));
                }
                case JSON -> json().write(environment.out(), true, report);
                case NDJSON -> json().write(environment.out(), false, report);
                case JUNIT -> environment.out().print(IsolationJunit.of(report).xml());
                case CSV -> throw new IllegalStateException("a verdict is no list");
            }
        }

        private IsolationJson json() {
            return new IsolationJson(version.version(), ExitCode::of);
        }

        private List<String> complaints() {
            return Stream.of(history, page, junit)
                    .flatMap(Optional::stream)
                    .flatMap(file -> file.complaint().stream())
                    .toList();
        }

        private void complain(String sentence) {
            environment.err().println("tidb-client: " + sentence);
        }

        @Override
        public void close() {
            Stream.of(history, page, junit).flatMap(Optional::stream).forEach(OutputFile::close);
        }
    }
}
