package io.tidbclient.cli.imports;

import io.tidbclient.cli.ConsoleLog;
import io.tidbclient.cli.JobControl;
import io.tidbclient.config.ConfigException;
import io.tidbclient.importjob.run.ImportSnapshot;
import io.tidbclient.output.RunRenderer;
import io.tidbclient.output.imports.ImportsRenderer;

import java.time.Clock;
import java.util.List;
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
            return new ImportsRenderer(listeners.of(request), shown);
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
