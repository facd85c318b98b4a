package io.tidbclient.real;

import io.tidbclient.testing.MariaDbServer;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A client that reads InnoDB's transactions every 30 ms, so that MariaDB does not renew its copy of them. */
final class StaleView implements AutoCloseable {
    private final AtomicBoolean reading = new AtomicBoolean(true);
    private final CompletableFuture<Void> reader;

    private StaleView(MariaDbServer mariadb) {
        this.reader = CompletableFuture.runAsync(
                () -> read(mariadb), task -> Thread.ofVirtual().start(task));
    }

    /** Keeps the copy stale until it is closed. */
    static StaleView keep(MariaDbServer mariadb) {
        return new StaleView(mariadb);
    }

    private void read(MariaDbServer mariadb) {
        try (Connection connection = mariadb.connect();
                Statement statement = connection.createStatement()) {
            while (reading.get()) {
                statement.execute("SELECT COUNT(*), SLEEP(0.03) FROM INFORMATION_SCHEMA.INNODB_TRX");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the view cannot be read", e);
        }
    }

    /** Ends it; throws what went wrong meanwhile. */
    void check() throws Exception {
        reading.set(false);
        reader.get(30, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        reading.set(false);
    }
}
