package io.tidbclient.connection;

import io.agroal.api.AgroalPoolInterceptor;
import io.agroal.api.cache.Acquirable;
import io.agroal.api.cache.ConnectionCache;
import io.agroal.pool.wrapper.ConnectionWrapper;

import java.sql.Connection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Makes Agroal acquire the connection that has been idle longest. By default it takes the first idle one of its list: in a pool
 * that one caller uses at a time, the others would stay idle and their loss would go undetected.
 */
final class LeastRecentlyUsed implements ConnectionCache, AgroalPoolInterceptor {
    private final Queue<Acquirable> idle = new ConcurrentLinkedQueue<>();

    /** A new connection joins the end of the queue. */
    @Override
    public void onConnectionCreate(Connection connection) {
        put(((ConnectionWrapper) connection).getHandler());
    }

    /** {@code null} when none is idle. */
    @Override
    public Acquirable get() {
        for (Acquirable next = idle.poll(); next != null; next = idle.poll()) {
            if (next.acquire()) {
                return next;
            }
        }
        return null;
    }

    @Override
    public void put(Acquirable acquirable) {
        if (acquirable.isAcquirable()) {
            idle.add(acquirable);
        }
    }

    @Override
    public void reset() {
        idle.clear();
    }
}
