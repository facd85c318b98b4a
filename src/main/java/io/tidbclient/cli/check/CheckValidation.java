package io.tidbclient.cli.check;

import io.tidbclient.cli.Launcher;
import io.tidbclient.config.CheckRequest;
import io.tidbclient.config.CommandSettings;
import io.tidbclient.config.ConfigException;
import io.tidbclient.config.MistakeReporter;
import io.tidbclient.config.Repetition;
import io.tidbclient.config.ResolvedSettings;
import io.tidbclient.config.RunOptions;
import io.tidbclient.config.Secret;
import io.tidbclient.config.Setting;
import io.tidbclient.config.SslMode;
import io.tidbclient.config.TlsOptions;
import io.tidbclient.config.TlsSettings;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import jakarta.enterprise.context.ApplicationScoped;

/** Finds what keeps a check from starting. It connects to nothing, writes nothing and reads no password. */
@ApplicationScoped
public class CheckValidation {
    private final Rendering rendering;
    private final Launcher launcher;

    CheckValidation(Rendering rendering, Launcher launcher) {
        this.rendering = rendering;
        this.launcher = launcher;
    }

    /**
     * Checks what the settings say together.
     *
     * @param settings must want {@link CommandSettings#CHECK}
     * @param mistakes is given each mistake
     */
    public void check(ResolvedSettings settings, MistakeReporter mistakes) {
        Repetition.check(settings, mistakes);
        rendering.check(settings, mistakes);
        mistakes.check(settings.origin(RunOptions.BARRIER), () -> Barrier.state(settings));
        CheckRequest.from(settings, unasked -> Secret.EMPTY, mistakes)
                .ifPresent(request -> check(request, settings, mistakes));
    }

    private void check(CheckRequest request, ResolvedSettings settings, MistakeReporter mistakes) {
        mistakes.check(settings.origin(RunOptions.BARRIER), () -> Barrier.requireAllAtOnce(request, settings));
        Set<TlsSettings> known = new HashSet<>();
        request.connections().stream()
                .filter(connection -> connection.tls().mode() != SslMode.DISABLED)
                .filter(connection -> known.add(connection.tls()))
                .forEach(connection ->
                        readTlsFiles(connection.tls(), settings.ofConnection(connection.name()), mistakes));
    }

    /** The files of one setting at a time, so that a mistake is reported at its place. */
    private void readTlsFiles(TlsSettings tls, ResolvedSettings settings, MistakeReporter mistakes) {
        TlsSettings server = new TlsSettings(tls.mode(), tls.ca(), Optional.empty(), Optional.empty());
        mistakes.check(settings.origin(TlsOptions.SSL_CA), () -> readTlsFiles(server, TlsOptions.SSL_CA, settings));
        if (tls.cert().isPresent()) {
            TlsSettings client = new TlsSettings(SslMode.REQUIRED, Optional.empty(), tls.cert(), tls.key());
            mistakes.check(
                    settings.origin(TlsOptions.SSL_CERT), () -> readTlsFiles(client, TlsOptions.SSL_CERT, settings));
        }
    }

    private void readTlsFiles(TlsSettings tls, Setting<Path> setting, ResolvedSettings settings) {
        try {
            launcher.readTlsFiles(tls);
        } catch (ConfigException e) {
            throw new ConfigException(settings.subject(setting) + ": " + e.getMessage(), e);
        }
    }
}
