package io.tidbclient.connection;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalDataSourceConfiguration.DataSourceImplementation;
import io.agroal.api.configuration.supplier.AgroalConnectionFactoryConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.agroal.pool.DataSource;
import io.tidbclient.config.ConfigException;
import io.tidbclient.config.ConnectionSettings;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

/**
 * The run's data sources, one for each connection and by its name, made when they are first asked for. Agroal's pool-less
 * kind: it connects on the caller's thread and has no thread of its own.
 */
@Singleton
public final class ConnectionRegistry implements AutoCloseable {
    private final ConcurrentMap<String, Entry> entries = new ConcurrentHashMap<>();
    private final TlsContexts contexts;

    private record Entry(ConnectionSettings settings, AgroalDataSource dataSource) {}

    /** @param contexts where the connections' TLS contexts come from */
    public ConnectionRegistry(TlsContexts contexts) {
        this.contexts = contexts;
    }

    /**
     * The data source of this name. Asked for again with equal settings it is the same one; with others the old one is
     * closed.
     *
     * @throws ConfigException when a TLS file or the host's name is unusable
     */
    AgroalDataSource dataSource(ConnectionSettings settings) {
        Entry present = entries.get(settings.name());
        if (present != null && present.settings.equals(settings)) {
            return present.dataSource;
        }
        Entry made = new Entry(settings, make(settings));
        Entry old = entries.put(settings.name(), made);
        if (old != null) {
            old.dataSource.close();
        }
        return made.dataSource;
    }

    /** Closes the data source of this name and its connection, if there is one. */
    public void close(String name) {
        Entry entry = entries.remove(name);
        if (entry != null) {
            entry.dataSource.close();
        }
    }

    /** How many data sources are open. */
    public int size() {
        return entries.size();
    }

    /** Closes them all, with their connections. */
    @Override
    @PreDestroy
    public void close() {
        for (String name : entries.keySet()) {
            close(name);
        }
    }

    private AgroalDataSource make(ConnectionSettings settings) {
        AgroalConnectionFactoryConfigurationSupplier factory = new AgroalConnectionFactoryConfigurationSupplier()
                .connectionProviderClass(SingleHostDriver.class)
                .jdbcUrl(DriverProperties.url(settings.target()))
                .principal(new NamePrincipal(settings.user()))
                .credential(new SimplePassword(settings.password().reveal()));
        DriverProperties.of(settings, contexts).forEach(factory::jdbcProperty);
        // AgroalDataSource.from(…) would look through the whole class path for this class again each time, 0.5 ms of
        // CPU.
        return new DataSource(new AgroalDataSourceConfigurationSupplier()
                .dataSourceImplementation(DataSourceImplementation.AGROAL_POOLLESS)
                .metricsEnabled(false)
                .connectionPoolConfiguration(pool -> pool.maxSize(1)
                        // Waiting for the one connection means that a session was not closed.
                        .acquisitionTimeout(Duration.ofSeconds(1))
                        .connectionFactoryConfiguration(factory))
                .get());
    }
}
