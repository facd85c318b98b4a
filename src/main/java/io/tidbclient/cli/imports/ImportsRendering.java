package io.tidbclient.cli.imports;

import io.tidbclient.cli.ConsoleLog;
import io.tidbclient.cli.ExitCode;
import io.tidbclient.cli.Interrupts;
import io.tidbclient.cli.JobControl;
import io.tidbclient.cli.OutputFiles;
import io.tidbclient.cli.ProcessEnvironment;
import io.tidbclient.cli.VersionText;
import io.tidbclient.cli.check.Rendering;
import io.tidbclient.config.ConfigException;
import io.tidbclient.config.ImportSettings;
import io.tidbclient.config.OutputFormat;
import io.tidbclient.config.ResolvedSettings;
import io.tidbclient.config.Setting;
import io.tidbclient.config.Settings;
import io.tidbclient.engine.RunEvent;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.importjob.run.ImportSnapshot;
import io.tidbclient.importjob.run.JobCriteria;
import io.tidbclient.importjob.run.JobFold;
import io.tidbclient.importjob.run.JobLine;
import io.tidbclient.output.RunRenderer;
import io.tidbclient.output.imports.ImportsJson;
import io.tidbclient.output.imports.ImportsRenderer;
import io.tidbclient.output.imports.ImportsRenderers;
import io.tidbclient.output.imports.ImportsText;
import io.tidbclient.output.imports.ListingKind;
import io.tidbclient.output.imports.QueuedListener;
import io.tidbclient.output.terminal.StandardStreams;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import jakarta.enterprise.context.ApplicationScoped;

/** Chooses how import jobs are shown, and who else hears of them: a record, hooks, the bell. */
@ApplicationScoped
class ImportsRendering {
    private final ProcessEnvironment environment;
    private final ConsoleLog console;
    private final JobControl jobControl;
    private final OutputFiles files;
    private final VersionText version;
    private final Rendering rendering;
    private final Interrupts interrupts;
    private final Clock clock;

    ImportsRendering(
            ProcessEnvironment environment,
            ConsoleLog console,
            OutputFiles files,
            VersionText version,
            Rendering rendering,
            Interrupts interrupts,
            JobControl jobControl,
            Clock clock) {
        this.jobControl = jobControl;
        this.files = files;
        this.environment = environment;
        this.console = console;
        this.version = version;
        this.rendering = rendering;
        this.interrupts = interrupts;
        this.clock = clock;
    }

    static JobFold jobFold(ResolvedSettings settings) {
        Duration stall =
                settings.isWanted(ImportSettings.STALL) ? settings.get(ImportSettings.STALL) : JobFold.USUAL_STALL;
        Optional<Long> rows = find(settings, ImportSettings.EXPECT_ROWS);
        return new JobFold(stall, rows.isPresent() ? OptionalLong.of(rows.get()) : OptionalLong.empty());
    }

    RunRenderer<ImportSnapshot> forRequest(ImportsRequest request) {
        OutputFormat format = request.settings().get(Settings.OUTPUT);
        RunRenderer<ImportSnapshot> shown = shown(request);
        console.through(shown.aboveView());
        jobControl.follow(shown.liveTerminal());
        try {
            return new ImportsRenderer(listeners(request, format), shown);
        } catch (ConfigException e) {
            shown.close();
            throw e;
        }
    }

    private List<ImportsRenderer.Listener> listeners(ImportsRequest request, OutputFormat format) {
        ResolvedSettings settings = request.settings();
        List<ImportsRenderer.Listener> listeners = new ArrayList<>();
        if (format == OutputFormat.NDJSON && request.result().listing() == ListingKind.OUTCOME) {
            listeners.add((at, seen) -> ImportsJson.poll(environment.out(), at, seen));
        }
        if (find(settings, ImportSettings.BELL).orElse(false)) {
            listeners.add((at, seen) -> ring(seen.ended(request.result().named())));
        }
        Optional<String> onFinish = find(settings, ImportSettings.ON_FINISH);
        Optional<String> onFail = find(settings, ImportSettings.ON_FAIL);
        if (onFinish.isPresent() || onFail.isPresent()) {
            listeners.add(new JobHooks(
                    request.result().named(),
                    onFinish,
                    onFail,
                    settings.get(ImportSettings.HOOK_SHELL),
                    new PrintStream(console.stream(), true, StandardCharsets.UTF_8),
                    interrupts));
        }
        // Last: a record that is there must not be lost to a mistake elsewhere.
        find(settings, ImportSettings.RECORD)
                .map(file -> files.open(settings.subject(ImportSettings.RECORD), file))
                .ifPresent(record ->
                        listeners.add(new QueuedListener((at, seen) -> ImportsJson.poll(record.stream(), at, seen))));
        return listeners;
    }

    /** Silent as long as all is well. */
    RunRenderer<ImportSnapshot> onlyFailures(ImportsRequest request) {
        RunRenderer<ImportSnapshot> shown = shown(request);
        return new ImportsRenderer(List.of(), new Silent() {
            @Override
            public void finished(ImportSnapshot last, RunVerdict verdict) {
                if (!verdict.isSuccess()) {
                    shown.finished(last, verdict);
                }
            }

            @Override
            public void close() {
                shown.close();
            }
        });
    }

    /** Silent whatever happens. */
    RunRenderer<ImportSnapshot> none() {
        return new ImportsRenderer(List.of(), new Silent());
    }

    /** Ignored. */
    private static class Silent implements RunRenderer<ImportSnapshot> {
        @Override
        public void on(RunEvent event, ImportSnapshot after) {}

        @Override
        public void finished(ImportSnapshot last, RunVerdict verdict) {}

        @Override
        public void close() {}
    }

    /** What a record is shown by. */
    RunRenderer<ImportSnapshot> replay(ResolvedSettings settings, InstantSource recorded) {
        OutputFormat format = settings.get(Settings.OUTPUT);
        List<ImportsRenderer.Listener> listeners = format == OutputFormat.NDJSON
                ? List.of((at, seen) -> ImportsJson.poll(environment.out(), at, seen))
                : List.of();
        return new ImportsRenderer(listeners, shown(settings, ListingKind.OUTCOME, JobCriteria.ALL, recorded));
    }

    private RunRenderer<ImportSnapshot> shown(ImportsRequest request) {
        ImportsRequest.Result result = request.result();
        return shown(request.settings(), result.listing(), result.criteria(), clock);
    }

    private RunRenderer<ImportSnapshot> shown(
            ResolvedSettings settings, ListingKind listing, JobCriteria criteria, InstantSource time) {
        OutputFormat format = settings.get(Settings.OUTPUT);
        ImportsRenderers renderers = new ImportsRenderers(
                version.version(),
                time,
                environment.out(),
                environment.err(),
                new ImportsText(listing, find(settings, ImportSettings.WIDE).orElse(false), criteria, ExitCode::of),
                listing,
                ExitCode::of);
        if (format == OutputFormat.CSV) {
            if (listing != ListingKind.LIST) {
                throw new ConfigException(
                        settings.subject(Settings.OUTPUT) + ": csv is for 'imports list'; give text, json or ndjson.");
            }
            return renderers.csv();
        }
        if (format == OutputFormat.JUNIT) {
            throw new ConfigException(settings.subject(Settings.OUTPUT)
                    + ": junit is for the check, 'wait', 'run' and 'report'; give text, json or ndjson.");
        }
        return renderers.create(
                rendering.mode(settings), Rendering.verbosity(settings), StandardStreams.outIsTerminal());
    }

    private void ring(List<JobLine> ended) {
        if (!ended.isEmpty()) {
            environment.err().print('\u0007');
            environment.err().flush();
        }
    }

    static <T> Optional<T> find(ResolvedSettings settings, Setting<T> setting) {
        return settings.isWanted(setting) ? settings.find(setting) : Optional.empty();
    }
}
