package io.tidbclient.cli.imports;

import io.tidbclient.cli.ConsoleLog;
import io.tidbclient.cli.HookWords;
import io.tidbclient.cli.Interrupts;
import io.tidbclient.cli.OutputFiles;
import io.tidbclient.cli.ProcessEnvironment;
import io.tidbclient.cli.Programs;
import io.tidbclient.config.ConfigException;
import io.tidbclient.config.ImportOptions;
import io.tidbclient.config.OutputFormat;
import io.tidbclient.config.OutputOptions;
import io.tidbclient.config.ResolvedSettings;
import io.tidbclient.config.Setting;
import io.tidbclient.importjob.run.JobHooks;
import io.tidbclient.importjob.run.PollListener;
import io.tidbclient.output.imports.ImportsJson;
import io.tidbclient.output.imports.ListingKind;
import io.tidbclient.output.imports.QueuedListener;
import io.tidbclient.output.terminal.Bell;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jakarta.enterprise.context.ApplicationScoped;

/** Chooses what receives each poll beside what is shown: lines of NDJSON, the bell, hooks, a record. */
@ApplicationScoped
class PollListeners {
    private final ProcessEnvironment environment;
    private final ConsoleLog console;
    private final OutputFiles files;
    private final Interrupts interrupts;

    PollListeners(ProcessEnvironment environment, ConsoleLog console, OutputFiles files, Interrupts interrupts) {
        this.environment = environment;
        this.console = console;
        this.files = files;
        this.interrupts = interrupts;
    }

    /**
     * Those that a request asks for.
     *
     * @param bell rings when a job ends
     * @throws ConfigException when a hook's command, or the record's file, cannot be used
     */
    List<PollListener> of(ImportsRequest request, Optional<Bell> bell) {
        ResolvedSettings settings = request.settings();
        List<PollListener> listeners = new ArrayList<>();
        if (settings.get(OutputOptions.OUTPUT) == OutputFormat.NDJSON
                && request.result().listing() == ListingKind.OUTCOME) {
            listeners.add((at, seen) -> ImportsJson.poll(environment.out(), at, seen));
        }
        bell.ifPresent(rung -> listeners.add(
                (at, seen) -> rung.polled(!seen.ended(request.result().named()).isEmpty())));
        hooks(request).ifPresent(listeners::add);
        // Last: an existing record must not be lost to a mistake elsewhere.
        ImportSettingValues.find(settings, ImportOptions.RECORD)
                .map(file -> files.open(settings.subject(ImportOptions.RECORD), file))
                .ifPresent(record ->
                        listeners.add(new QueuedListener((at, seen) -> ImportsJson.poll(record.stream(), at, seen))));
        return listeners;
    }

    private Optional<PollListener> hooks(ImportsRequest request) {
        Optional<List<String>> onFinish = command(request.settings(), ImportOptions.ON_FINISH);
        Optional<List<String>> onFail = command(request.settings(), ImportOptions.ON_FAIL);
        return onFinish.isEmpty() && onFail.isEmpty()
                ? Optional.empty()
                : Optional.of(new JobHooks(
                        request.result().named(),
                        onFinish,
                        onFail,
                        ImportsJson::job,
                        new PrintStream(console.direct(), true, StandardCharsets.UTF_8),
                        action -> interrupts.listening(signal -> action.run())::end));
    }

    private Optional<List<String>> command(ResolvedSettings settings, Setting<String> setting) {
        return ImportSettingValues.find(settings, setting)
                .map(text -> HookWords.of(
                        setting.options().getFirst(),
                        text,
                        settings.get(ImportOptions.HOOK_SHELL),
                        Programs.of(environment)));
    }
}
