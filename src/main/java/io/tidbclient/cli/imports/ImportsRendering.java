package io.tidbclient.cli.imports;

import io.tidbclient.cli.ConsoleLog;
import io.tidbclient.cli.ExitCode;
import io.tidbclient.cli.JobControl;
import io.tidbclient.cli.ProcessEnvironment;
import io.tidbclient.cli.VersionText;
import io.tidbclient.cli.check.Rendering;
import io.tidbclient.config.ConfigException;
import io.tidbclient.config.ImportOptions;
import io.tidbclient.config.OutputFormat;
import io.tidbclient.config.OutputOptions;
import io.tidbclient.config.ResolvedSettings;
import io.tidbclient.config.Setting;
import io.tidbclient.engine.RunEvent;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.importjob.run.ImportSnapshot;
import io.tidbclient.importjob.run.JobCriteria;
import io.tidbclient.importjob.run.JobFold;
import io.tidbclient.importjob.run.PollListener;
import io.tidbclient.output.RunRenderer;
import io.tidbclient.output.imports.ImportsJson;
import io.tidbclient.output.imports.ImportsRenderer;
import io.tidbclient.output.imports.ImportsRenderers;
import io.tidbclient.output.imports.ImportsText;
import io.tidbclient.output.imports.ListingKind;
import io.tidbclient.output.terminal.StandardStreams;

import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import jakarta.enterprise.context.ApplicationScoped;

/** Chooses how import jobs are shown. */
@ApplicationScoped
class ImportsRendering {
    private final ProcessEnvironment environment;
    private final ConsoleLog console;
    private final JobControl jobControl;
    private final VersionText version;
    private final Rendering rendering;
    private final PollListeners listeners;
    private final Clock clock;

    ImportsRendering(
            ProcessEnvironment environment,
            ConsoleLog console,
            VersionText version,
            Rendering rendering,
            PollListeners listeners,
            JobControl jobControl,
            Clock clock) {
        this.jobControl = jobControl;
        this.environment = environment;
        this.console = console;
        this.version = version;
        this.rendering = rendering;
        this.listeners = listeners;
        this.clock = clock;
    }

    static JobFold jobFold(ResolvedSettings settings) {
        Duration stall =
                settings.isWanted(ImportOptions.STALL) ? settings.get(ImportOptions.STALL) : JobFold.USUAL_STALL;
        Optional<Long> rows = find(settings, ImportOptions.EXPECT_ROWS);
        return new JobFold(stall, rows.isPresent() ? OptionalLong.of(rows.get()) : OptionalLong.empty());
    }

    RunRenderer<ImportSnapshot> forRequest(ImportsRequest request) {
        RunRenderer<ImportSnapshot> shown = shown(request);
        console.through(shown.aboveView());
        jobControl.follow(shown.liveTerminal());
        try {
            return new ImportsRenderer(listeners.of(request), shown);
        } catch (ConfigException e) {
            shown.close();
            throw e;
        }
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
        OutputFormat format = settings.get(OutputOptions.OUTPUT);
        List<PollListener> polls = format == OutputFormat.NDJSON
                ? List.of((at, seen) -> ImportsJson.poll(environment.out(), at, seen))
                : List.of();
        return new ImportsRenderer(polls, shown(settings, ListingKind.OUTCOME, JobCriteria.ALL, recorded));
    }

    private RunRenderer<ImportSnapshot> shown(ImportsRequest request) {
        ImportsRequest.Result result = request.result();
        return shown(request.settings(), result.listing(), result.criteria(), clock);
    }

    private RunRenderer<ImportSnapshot> shown(
            ResolvedSettings settings, ListingKind listing, JobCriteria criteria, InstantSource time) {
        OutputFormat format = settings.get(OutputOptions.OUTPUT);
        ImportsRenderers renderers = new ImportsRenderers(
                version.version(),
                time,
                environment.out(),
                environment.err(),
                new ImportsText(listing, find(settings, ImportOptions.WIDE).orElse(false), criteria, ExitCode::of),
                listing,
                ExitCode::of);
        if (format == OutputFormat.CSV) {
            if (listing != ListingKind.LIST) {
                throw new ConfigException(settings.subject(OutputOptions.OUTPUT)
                        + ": csv is for 'imports list'; give text, json or ndjson.");
            }
            return renderers.csv();
        }
        if (format == OutputFormat.JUNIT) {
            throw new ConfigException(settings.subject(OutputOptions.OUTPUT)
                    + ": junit is for the check, 'wait', 'run' and 'report'; give text, json or ndjson.");
        }
        return renderers.create(
                rendering.mode(settings), Rendering.verbosity(settings), StandardStreams.outIsTerminal());
    }

    static <T> Optional<T> find(ResolvedSettings settings, Setting<T> setting) {
        return settings.isWanted(setting) ? settings.find(setting) : Optional.empty();
    }
}
