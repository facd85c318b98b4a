package io.tidbclient.connection;

import io.tidbclient.config.ConfigException;
import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.config.SslMode;
import io.tidbclient.config.TlsSettings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

/**
 * One TLS context for all connections with equal settings, made once and again when one of their files was replaced. The driver
 * would make a key store, a trust manager and a context for every connection, 30 ms of CPU each, and none of them could resume
 * another's session.
 */
@Singleton
public final class TlsContexts implements AutoCloseable {
    private final ConcurrentMap<Key, NamedContext> entries = new ConcurrentHashMap<>();

    private record NamedContext(String id, SSLContext context) {}

    /**
     * What a context is made of. The context of files that were replaced is kept until {@link #close}: connections may still use it.
     *
     * @param versions when each file was changed last, and its size
     */
    private record Key(TlsSettings settings, List<String> versions) {
        static Key of(TlsSettings settings) {
            return new Key(
                    settings,
                    Stream.of(settings.ca(), settings.cert(), settings.key())
                            .flatMap(Optional::stream)
                            .map(Key::version)
                            .toList());
        }

        private static String version(Path file) {
            try {
                return Files.getLastModifiedTime(file) + " " + Files.size(file);
            } catch (IOException e) {
                // Reading it says what is wrong with it.
                return "";
            }
        }
    }

    /**
     * Reads the files that the settings name, so that a mistake in them shows before any socket is opened.
     *
     * @throws ConfigException when a file is missing, is not PEM, or key and certificate don't match
     */
    public void check(TlsSettings settings) {
        idOf(settings);
    }

    /**
     * {@link #check} for every connection that may use TLS.
     *
     * @throws ConfigException for the first file that cannot be used
     */
    public void checkAll(List<ConnectionSettings> connections) {
        connections.stream()
                .map(ConnectionSettings::tls)
                .filter(settings -> settings.mode() != SslMode.DISABLED)
                .distinct()
                .forEach(this::check);
    }

    /** What {@link DriverSocketFactory} finds the context by. */
    String idOf(TlsSettings settings) {
        return entries.computeIfAbsent(Key.of(settings), key -> make(settings)).id;
    }

    /** Forgets all contexts. */
    @Override
    @PreDestroy
    public void close() {
        entries.values().forEach(entry -> DriverSide.contexts().remove(entry.id));
        entries.clear();
    }

    private NamedContext make(TlsSettings settings) {
        NamedContext entry = new NamedContext(UUID.randomUUID().toString(), contextFor(settings));
        DriverSide.contexts().put(entry.id, entry.context);
        return entry;
    }

    private static SSLContext contextFor(TlsSettings settings) {
        KeyManager[] keys = ClientKey.of(settings).stream().toArray(KeyManager[]::new);
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, new TrustManager[] {trustFor(settings)}, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new ConfigException("TLS cannot be set up: " + e.getMessage() + ".", e);
        }
    }

    private static X509ExtendedTrustManager trustFor(TlsSettings settings)
            throws GeneralSecurityException, IOException {
        // Read even when it is not used: a mistake in it is one in any mode.
        Optional<List<X509Certificate>> given = settings.ca().map(path -> Certificates.read(path, "CA file"));
        return switch (settings.mode()) {
            case DISABLED, PREFERRED, REQUIRED -> new NoTrust();
            case VERIFY_CA -> chainTrust(given);
            case VERIFY_IDENTITY -> new HostTrust(chainTrust(given));
        };
    }

    private static X509ExtendedTrustManager chainTrust(Optional<List<X509Certificate>> given)
            throws GeneralSecurityException, IOException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(given.isPresent() ? storeOf(given.get()) : systemStore());
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("this Java has no X.509 trust manager"));
    }

    /** {@code null} stands for Java's own list. */
    private static KeyStore systemStore() throws GeneralSecurityException, IOException {
        Optional<Path> bundle = SystemRoots.bundle();
        return bundle.isPresent() ? storeOf(Certificates.read(bundle.get(), "system's CA bundle")) : null;
    }

    private static KeyStore storeOf(List<X509Certificate> certificates) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (int i = 0; i < certificates.size(); i++) {
            store.setCertificateEntry("ca" + i, certificates.get(i));
        }
        return store;
    }
}
