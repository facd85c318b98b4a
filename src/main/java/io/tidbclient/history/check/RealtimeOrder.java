package io.tidbclient.history.check;

import java.util.stream.IntStream;

/**
 * Which transactions had committed before others began, by the clock. Transactions lead into a chain of relays, one for each
 * commit by time, and from the last commit before its start a relay leads to each transaction.
 */
final class RealtimeOrder {
    private final LiveTransactions live;
    private final int[] byEnd;

    RealtimeOrder(LiveTransactions live) {
        this.live = live;
        this.byEnd = IntStream.range(0, live.count()).filter(live::acknowledged).toArray();
        NumberSort.sort(byEnd, (one, other) -> Long.compare(live.end(one), live.end(other)));
    }

    /**
     * Adds the edges.
     *
     * @param base the number of the first relay
     * @return the number after the last one
     */
    int addTo(Graph.Builder edges, int base) {
        for (int i = 0; i < byEnd.length; i++) {
            edges.add(byEnd[i], base + i, Graph.REALTIME);
            if (i > 0) {
                edges.add(base + i - 1, base + i, Graph.RELAY);
            }
        }
        int ended = 0;
        for (int node = 0; node < live.count(); node++) {
            ended = endedBefore(live.start(node), ended);
            if (ended > 0) {
                edges.add(base + ended - 1, node, Graph.RELAY);
            }
        }
        return base + byEnd.length;
    }

    /** The most acknowledged transactions in progress at the same time. */
    int concurrency() {
        int most = 0;
        int begun = 0;
        int ended = 0;
        for (int node = 0; node < live.count(); node++) {
            if (live.acknowledged(node)) {
                begun++;
                ended = endedBefore(live.start(node), ended);
                most = Math.max(most, begun - ended);
            }
        }
        return most;
    }

    private int endedBefore(long start, int ended) {
        int count = ended;
        while (count < byEnd.length && live.end(byEnd[count]) < start) {
            count++;
        }
        return count;
    }
}
