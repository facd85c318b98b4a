package io.tidbclient.isolation.run;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Numbers for sessions of a history that continue others, or read at the end. A session's number modulo the number of servers is the
 * index of its server, as of the first sessions, which are spread over the servers in turn. For use by any number of threads.
 */
final class SessionNumbers {
    private final List<AtomicInteger> next;

    /**
     * Numbers from that of {@code sessions} on.
     *
     * @param sessions the number of sessions that have one already, from 0
     * @param servers at least one
     */
    SessionNumbers(int sessions, int servers) {
        this.next = IntStream.range(0, servers)
                .mapToObj(server -> new AtomicInteger(sessions + Math.floorMod(server - sessions, servers)))
                .toList();
    }

    /** A number for a session on the server of this index. */
    int next(int server) {
        return next.get(server).getAndAdd(next.size());
    }
}
