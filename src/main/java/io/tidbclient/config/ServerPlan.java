package io.tidbclient.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the server listens, and who may ask it.
 *
 * @param address where it listens
 * @param tls the files for HTTPS; empty for plain HTTP
 * @param tokens one of them is required of each request; empty without authentication
 * @param anonymous whether requests without a token are allowed from other machines, too
 * @param names by which clients reach the server, beside localhost and addresses
 * @param readyRequiresTargets whether it is ready only while every target is up
 */
public record ServerPlan(
        ListenAddress address,
        Optional<Tls> tls,
        List<Secret> tokens,
        boolean anonymous,
        List<String> names,
        boolean readyRequiresTargets) {
    public ServerPlan {
        tokens = List.copyOf(tokens);
        names = List.copyOf(names);
    }

    /**
     * PEM files.
     *
     * @param certificates the chain, the server's own certificate first
     * @param key of that certificate
     */
    public record Tls(Path certificates, Path key) {}

    /**
     * A server in plain HTTP, without authentication.
     *
     * @throws ConfigException when other machines can reach the address
     */
    public static ServerPlan onLoopback(ListenAddress address) {
        if (!address.isLoopback()) {
            throw new ConfigException(
                    "--listen: other machines can reach %s; give a loopback address.".formatted(address));
        }
        return new ServerPlan(address, Optional.empty(), List.of(), false, List.of(), false);
    }

    /**
     * Reads and checks what these settings, which must want {@link CommandSettings#SERVE}, say.
     *
     * @throws ConfigException for the first mistake
     */
    public static ServerPlan from(ResolvedSettings settings) {
        return from(settings, MistakeReporter.FIRST).orElseThrow();
    }

    /**
     * The same with every mistake reported.
     *
     * @param mistakes is given each mistake
     * @return empty after a mistake has been reported
     */
    public static Optional<ServerPlan> from(ResolvedSettings settings, MistakeReporter mistakes) {
        Optional<Optional<Tls>> tls = mistakes.attempt(settings.origin(ServeOptions.TLS_CERT), () -> tls(settings));
        Optional<List<Secret>> tokens =
                mistakes.attempt(settings.origin(ServeOptions.AUTH_FILE), () -> tokens(settings));
        boolean allowed = mistakes.check(settings.origin(ServeOptions.LISTEN), () -> refusePublic(settings));
        if (tls.isEmpty() || tokens.isEmpty() || !allowed) {
            return Optional.empty();
        }
        return mistakes.attempt(
                settings.origin(ServeOptions.LISTEN),
                () -> new ServerPlan(
                        settings.get(ServeOptions.LISTEN),
                        tls.get(),
                        tokens.get(),
                        settings.get(ServeOptions.ALLOW_ANONYMOUS),
                        settings.find(ServeOptions.SERVER_NAME).orElse(List.of()),
                        settings.get(ServeOptions.READY_REQUIRES_TARGETS)));
    }

    private static Optional<Tls> tls(ResolvedSettings settings) {
        Optional<Path> certificates = settings.find(ServeOptions.TLS_CERT);
        Optional<Path> key = settings.find(ServeOptions.TLS_KEY);
        if (certificates.isPresent() && key.isEmpty()) {
            throw new ConfigException(settings.subject(ServeOptions.TLS_CERT)
                    + ": a certificate needs its private key; give it with --tls-key.");
        }
        if (key.isPresent() && certificates.isEmpty()) {
            throw new ConfigException(settings.subject(ServeOptions.TLS_KEY)
                    + ": a private key needs its certificate; give it with --tls-cert.");
        }
        certificates.ifPresent(
                path -> new PemFile(TextFile.at(path)).requireCertificates(settings.subject(ServeOptions.TLS_CERT)));
        key.ifPresent(path -> new PemFile(TextFile.at(path)).requirePrivateKey(settings.subject(ServeOptions.TLS_KEY)));
        return certificates.map(path -> new Tls(path, key.orElseThrow()));
    }

    private static List<Secret> tokens(ResolvedSettings settings) {
        return settings.find(ServeOptions.AUTH_FILE)
                .map(path -> new TokenFile(path).read(settings.subject(ServeOptions.AUTH_FILE)))
                .orElse(List.of());
    }

    private static void refusePublic(ResolvedSettings settings) {
        ListenAddress address = settings.get(ServeOptions.LISTEN);
        boolean open = settings.find(ServeOptions.AUTH_FILE).isEmpty() && !settings.get(ServeOptions.ALLOW_ANONYMOUS);
        if (!address.isLoopback() && open) {
            throw new ConfigException(
                    "%s: other machines can reach %s; require tokens with --auth-file, or give --allow-anonymous."
                            .formatted(settings.subject(ServeOptions.LISTEN), address));
        }
    }

    /**
     * The same as far as a server that listens can take it over: at {@code current}'s address, with its certificate and
     * readiness.
     *
     * @throws ConfigException when that would leave the address open to other machines without that being asked for
     */
    public ServerPlan at(ServerPlan current) {
        if (!current.address.isLoopback() && tokens.isEmpty() && !anonymous) {
            throw new ConfigException(
                    "The server listens on %s, which other machines can reach; keep --auth-file, or restart the server."
                            .formatted(current.address));
        }
        return new ServerPlan(current.address, current.tls, tokens, anonymous, names, current.readyRequiresTargets);
    }

    /** A warning when tokens are sent in plain text over a network. */
    public Optional<String> warning() {
        return tokens.isEmpty() || tls.isPresent() || address.isLoopback()
                ? Optional.empty()
                : Optional.of("Tokens are sent in plain text to %s; give --tls-cert and --tls-key.".formatted(address));
    }
}
