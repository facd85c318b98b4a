package io.tidbclient.cli.imports;

import io.tidbclient.cli.ExitCode;
import io.tidbclient.cli.ProcessEnvironment;
import io.tidbclient.cli.VersionText;
import io.tidbclient.cli.check.Rendering;
import io.tidbclient.config.ConfigException;
import io.tidbclient.config.ImportOptions;
import io.tidbclient.config.OutputOptions;
import io.tidbclient.config.ResolvedSettings;
import io.tidbclient.importjob.run.ImportSnapshot;
import io.tidbclient.importjob.run.JobCriteria;
import io.tidbclient.output.RunRenderer;
import io.tidbclient.output.imports.ImportsRenderers;
import io.tidbclient.output.imports.ImportsText;
import io.tidbclient.output.imports.ListingKind;
import io.tidbclient.output.terminal.Bell;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import jakarta.enterprise.context.ApplicationScoped;

/** Chooses the renderer of import jobs for {@code -o}, {@code --progress} and the terminal. */
@ApplicationScoped
class ImportsFormats {
    private final ProcessEnvironment environment;
    private final VersionText version;
    private final Rendering rendering;
    private final ZoneId zone;

    ImportsFormats(ProcessEnvironment environment, VersionText version, Rendering rendering, ZoneId zone) {
        this.environment = environment;
        this.version = version;
        this.rendering = rendering;
        this.zone = zone;
    }

    /**
     * The renderer of a listing.
     *
     * @param time the time of what is shown: now, or that of a recording
     * @throws ConfigException when the listing has no such format
     */
    RunRenderer<ImportSnapshot> renderer(
            ResolvedSettings settings, ListingKind listing, JobCriteria criteria, InstantSource time) {
        ImportsRenderers renderers = new ImportsRenderers(
                version.version(),
                time,
                environment.out(),
                environment.err(),
                new ImportsText(
                        listing,
                        ImportSettingValues.find(settings, ImportOptions.WIDE).orElse(false),
                        criteria,
                        ExitCode::of,
                        zone),
                listing,
                ExitCode::of);
        return switch (settings.get(OutputOptions.OUTPUT)) {
            case TEXT, JSON, NDJSON ->
                renderers.create(
                        rendering.mode(settings), Rendering.verbosity(settings), rendering.lineWidth(settings));
            case CSV -> {
                if (listing != ListingKind.LIST) {
                    throw refused(settings, "csv is for 'imports list'");
                }
                yield renderers.csv();
            }
            case JUNIT -> throw refused(settings, "junit is for the check, 'wait', 'run' and 'report'");
        };
    }

    /** The bell, where it is asked for. */
    Optional<Bell> bell(ResolvedSettings settings) {
        return rendering.bell(settings);
    }

    private static ConfigException refused(ResolvedSettings settings, String why) {
        return new ConfigException(
                settings.subject(OutputOptions.OUTPUT) + ": " + why + "; give text, json or ndjson.");
    }
}
