package io.tidbclient.connection;

import io.quarkus.arc.Unremovable;
import io.quarkus.credentials.CredentialsProvider;
import io.tidbclient.config.ConnectionSettings;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import jakarta.inject.Singleton;

/**
 * What the named data source {@code history} connects with: Agroal asks for it before each connection and hands all of it to the
 * driver, the address and the properties of {@link DriverProperties} with user and password. So none of it is configuration
 * of Quarkus, which is read before the command line is.
 */
@Singleton
@Unremovable
final class HistoryCredentials implements CredentialsProvider {
    /** As {@code application.properties} has it. */
    static final String NAME = "history";

    private final TlsContexts contexts;
    private final AtomicReference<Map<String, String>> current = new AtomicReference<>(Map.of());

    HistoryCredentials(TlsContexts contexts) {
        this.contexts = contexts;
    }

    /**
     * Connections are made with these settings from now on.
     *
     * @throws io.tidbclient.config.ConfigException when a TLS file or the host's name is unusable
     */
    void use(ConnectionSettings settings) {
        Map<String, String> all = new LinkedHashMap<>(DriverProperties.of(settings, contexts));
        all.put(SingleHostDriver.URL_PROPERTY, DriverProperties.url(settings.target()));
        all.put(USER_PROPERTY_NAME, settings.user());
        all.put(PASSWORD_PROPERTY_NAME, settings.password().reveal());
        current.set(Map.copyOf(all));
    }

    @Override
    public Map<String, String> getCredentials(String name) {
        return current.get();
    }
}
