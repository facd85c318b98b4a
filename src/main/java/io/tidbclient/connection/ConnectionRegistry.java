package io.tidbclient.connection;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSourceListener;
import io.agroal.api.configuration.AgroalDataSourceConfiguration.DataSourceImplementation;
import io.agroal.api.configuration.supplier.AgroalConnectionFactoryConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.agroal.pool.DataSource;
import io.tidbclient.config.ConfigException;
import io.tidbclient.config.ConnectionSettings;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

/**
 * The run's data sources, one for each connection and by its name, made when they are first asked for. Of Agroal's pool-less
 * kind, which connects on the caller's thread and has no thread of its own, or a pool.
 */
@Singleton
public final class ConnectionRegistry implements AutoCloseable {
    private final ConcurrentMap<String, RegisteredSource> entries = new ConcurrentHashMap<>();
    private final TlsContexts contexts;

    /** @param closing what is to be closed after the data source */
    private record RegisteredSource(ConnectionSettings settings, AgroalDataSource dataSource, Runnable closing) {
        void close() {
            dataSource.close();
            closing.run();
        }
    }

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
        RegisteredSource present = entries.get(settings.name());
        if (present != null && present.settings.equals(settings)) {
            return present.dataSource;
        }
        return keep(new RegisteredSource(settings, poolless(settings), () -> {}));
    }

    /**
     * A new data source of this name that is an empty pool, which opens no connection by itself; an old one is closed.
     *
     * @param size the largest number of connections
     * @param listener for the pool's events; called also on the pool's thread
     * @throws ConfigException when a TLS file or the host's name is unusable
     */
    AgroalDataSource pool(ConnectionSettings settings, int size, AgroalDataSourceListener listener) {
        String id = UUID.randomUUID().toString();
        PoolSockets sockets = new PoolSockets();
        LeastRecentlyUsed order = new LeastRecentlyUsed();
        AgroalConnectionFactoryConfigurationSupplier factory = factory(settings)
                .jdbcProperty(DriverSocketFactory.POOL_PROPERTY, id)
                // Agroal cancels statements that are open when their connection is returned, for which the driver
                // opens another connection (AG-231). Sessions close theirs.
                .trackJdbcResources(false);
        AgroalDataSource pool = new DataSource(
                new AgroalDataSourceConfigurationSupplier()
                        .dataSourceImplementation(DataSourceImplementation.AGROAL)
                        .metricsEnabled(true)
                        .connectionPoolConfiguration(connections -> connections
                                .maxSize(size)
                                .connectionCache(order)
                                .acquisitionTimeout(AgroalPool.openingLimit(settings.timeouts()))
                                .connectionFactoryConfiguration(factory))
                        .get(),
                listener);
        pool.setPoolInterceptors(List.of(order));
        DriverSide.pools().put(id, sockets);
        return keep(new RegisteredSource(settings, pool, () -> {
            DriverSide.pools().remove(id);
            sockets.close();
        }));
    }

    /** Closes the data source of this name, if there is one, and its connections, also those that are being opened. */
    public void close(String name) {
        RegisteredSource entry = entries.remove(name);
        if (entry != null) {
            entry.close();
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

    private AgroalDataSource keep(RegisteredSource made) {
        RegisteredSource old = entries.put(made.settings.name(), made);
        if (old != null) {
            old.close();
        }
        return made.dataSource;
    }

    private AgroalDataSource poolless(ConnectionSettings settings) {
        AgroalConnectionFactoryConfigurationSupplier factory = factory(settings);
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

    private AgroalConnectionFactoryConfigurationSupplier factory(ConnectionSettings settings) {
        AgroalConnectionFactoryConfigurationSupplier factory = new AgroalConnectionFactoryConfigurationSupplier()
                .connectionProviderClass(SingleHostDriver.class)
                .jdbcUrl(DriverProperties.url(settings.target()))
                .principal(new NamePrincipal(settings.user()))
                .credential(new SimplePassword(settings.password().reveal()));
        DriverProperties.of(settings, contexts).forEach(factory::jdbcProperty);
        return factory;
    }
}
