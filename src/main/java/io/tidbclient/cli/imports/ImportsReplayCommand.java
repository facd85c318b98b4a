package io.tidbclient.cli.imports;

import io.tidbclient.cli.ExitCode;
import io.tidbclient.cli.Interrupts;
import io.tidbclient.cli.ProcessEnvironment;
import io.tidbclient.cli.SettingsCommand;
import io.tidbclient.cli.SettingsReader;
import io.tidbclient.config.CommandSettings;
import io.tidbclient.config.ConfigException;
import io.tidbclient.config.OutputFormat;
import io.tidbclient.config.OutputOptions;
import io.tidbclient.config.ResolvedSettings;
import io.tidbclient.config.Setting;
import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.importjob.run.ImportSnapshot;
import io.tidbclient.importjob.run.JobCriteria;
import io.tidbclient.importjob.run.PollListener;
import io.tidbclient.output.RunRenderer;
import io.tidbclient.output.imports.ImportsJson;
import io.tidbclient.output.imports.ImportsRenderer;
import io.tidbclient.output.imports.ListingKind;
import io.tidbclient.output.imports.RecordedPoll;
import io.tidbclient.output.imports.Replay;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/** Shows a record again. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Replays a file that 'imports watch' or 'imports wait' recorded with --record; makes no connection.",
            "",
            "Estimates are recomputed, so a different --stall or --expect-rows can be tried."
        })
public class ImportsReplayCommand implements Callable<Integer>, SettingsCommand {
    private final SettingsReader reader;
    private final ImportsFormats formats;
    private final ProcessEnvironment environment;
    private final Interrupts interrupts;

    @Parameters(arity = "1", paramLabel = "FILE", description = "File written by --record.")
    Path file;

    @Option(
            names = "--speed",
            paramLabel = "FACTOR",
            defaultValue = "1",
            description = "Playback speed factor; 0 replays without pauses. Default: ${DEFAULT-VALUE}.")
    double speed;

    @Spec
    CommandSpec spec;

    ImportsReplayCommand(
            SettingsReader reader, ImportsFormats formats, ProcessEnvironment environment, Interrupts interrupts) {
        this.reader = reader;
        this.formats = formats;
        this.environment = environment;
        this.interrupts = interrupts;
    }

    @Override
    public List<Setting<?>> settings() {
        return CommandSettings.IMPORTS_OFFLINE;
    }

    @Override
    public Integer call() {
        ResolvedSettings settings = reader.read(spec, settings());
        if (!(speed >= 0) || Double.isInfinite(speed)) {
            throw new ConfigException("--speed: give a number from 0 on.");
        }
        try (RecordFile record = RecordFile.open(environment.workingDirectory().resolve(file))) {
            return replay(settings, record);
        }
    }

    private int replay(ResolvedSettings settings, RecordFile record) {
        RecordedPoll first = record.next().orElseThrow();
        AtomicReference<Instant> clock = new AtomicReference<>(first.at());
        try (RunRenderer<ImportSnapshot> renderer = renderer(settings, clock::get)) {
            Replay replay = new Replay(first.at(), ImportSettingValues.jobFold(settings), renderer);
            RunVerdict verdict;
            try {
                verdict = play(record, first, clock, replay);
            } catch (ConfigException e) {
                renderer.finished(
                        replay.last(), new RunVerdict(Outcome.INVALID, "the recording cannot be read any further"));
                throw e;
            }
            renderer.finished(replay.last(), verdict);
            return ExitCode.of(verdict.outcome());
        }
    }

    /** Shows the polls as {@code imports watch} does, at the times of the recording. */
    private RunRenderer<ImportSnapshot> renderer(ResolvedSettings settings, InstantSource recorded) {
        List<PollListener> polls = settings.get(OutputOptions.OUTPUT) == OutputFormat.NDJSON
                ? List.of((at, seen) -> ImportsJson.poll(environment.out(), at, seen))
                : List.of();
        return new ImportsRenderer(polls, formats.renderer(settings, ListingKind.OUTCOME, JobCriteria.ALL, recorded));
    }

    private RunVerdict play(RecordFile record, RecordedPoll first, AtomicReference<Instant> clock, Replay replay) {
        CompletableFuture<Integer> signal = new CompletableFuture<>();
        interrupts.listen(signal::complete);
        for (Optional<RecordedPoll> recording = Optional.of(first); recording.isPresent(); recording = record.next()) {
            Instant at = recording.get().at();
            long pause = speed == 0
                    ? 0
                    : Math.round(Duration.between(clock.get(), at).toMillis() / speed);
            if (signalled(signal, pause)) {
                return new RunVerdict(Outcome.ofSignal(signal.join()), "interrupted before the end of the recording");
            }
            clock.set(at);
            replay.on(recording.get());
        }
        return new RunVerdict(Outcome.SUCCESS, "end of the recording");
    }

    /** Waits for the next poll, or for Ctrl-C. */
    private static boolean signalled(CompletableFuture<Integer> signal, long millis) {
        try {
            signal.copy().get(Math.max(0, millis), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
