package io.tidbclient.cli.imports;

import io.tidbclient.cli.ConsoleLog;
import io.tidbclient.cli.JobControl;
import io.tidbclient.config.ConfigException;
import io.tidbclient.importjob.run.ImportSnapshot;
import io.tidbclient.output.BellRenderer;
import io.tidbclient.output.RunRenderer;
import io.tidbclient.output.imports.ImportsRenderer;
import io.tidbclient.output.terminal.Bell;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import jakarta.enterprise.context.ApplicationScoped;

/** Chooses how the run of a request is shown: with all that listens to it, only if it fails, or not at all. */
@ApplicationScoped
class ImportsRendering {
    private final ImportsFormats formats;
    private final PollListeners listeners;
    private final ConsoleLog console;
    private final JobControl jobControl;
    private final Clock clock;

    ImportsRendering(
            ImportsFormats formats, PollListeners listeners, ConsoleLog console, JobControl jobControl, Clock clock) {
        this.formats = formats;
        this.listeners = listeners;
        this.console = console;
        this.jobControl = jobControl;
        this.clock = clock;
    }

    /**
     * Shows what happens, and the result; the log is printed above a live view.
     *
     * @throws ConfigException when the output format, a hook's command or the record's file cannot be used
     */
    RunRenderer<ImportSnapshot> forRequest(ImportsRequest request) {
        RunRenderer<ImportSnapshot> shown = shown(request);
        console.through(shown.aboveView());
        jobControl.follow(shown.liveTerminal());
        try {
            Optional<Bell> bell = formats.bell(request.settings());
            RunRenderer<ImportSnapshot> listened = new ImportsRenderer(listeners.of(request, bell), shown);
            return bell.<RunRenderer<ImportSnapshot>>map(rung -> new BellRenderer<>(listened, rung))
                    .orElse(listened);
        } catch (ConfigException e) {
            shown.close();
            throw e;
        }
    }

    /** Shows the result, and that only if it is a failure. */
    RunRenderer<ImportSnapshot> onlyFailures(ImportsRequest request) {
        return new ImportsRenderer(List.of(), SilentRenderer.unlessFailed(shown(request)));
    }

    private RunRenderer<ImportSnapshot> shown(ImportsRequest request) {
        ImportsRequest.Result result = request.result();
        return formats.renderer(request.settings(), result.listing(), result.criteria(), clock);
    }
}
