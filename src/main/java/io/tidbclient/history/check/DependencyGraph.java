package io.tidbclient.history.check;

import java.util.Arrays;

/** Builds the graph of all dependencies between the transactions that took effect. */
final class DependencyGraph {
    private final Evidence evidence;
    private final CompactHistory history;
    private final LiveTransactions live;
    private final VersionOrders versions;
    private final OperationTable operations;
    private final Graph.Builder edges = new Graph.Builder();
    private final UnreadAppends unread;
    private int relays;

    private DependencyGraph(Evidence evidence) {
        this.evidence = evidence;
        this.history = evidence.history();
        this.live = evidence.live();
        this.versions = evidence.versions();
        this.operations = evidence.operations();
        this.relays = live.count();
        this.unread = new UnreadAppends(evidence, relays);
    }

    /** The graph. Edges out of a node come in the order of their kinds. */
    static Graph of(Evidence evidence, boolean realtime) {
        DependencyGraph graph = new DependencyGraph(evidence);
        graph.addAll(realtime);
        return graph.edges.build(evidence.live().count(), graph.relays);
    }

    private void addAll(boolean realtime) {
        for (int key = 0; key < history.keyCount(); key++) {
            addWriteDependencies(key);
        }
        evidence.forEachRead(read -> addReadDependencies(evidence.node(read), read));
        evidence.forEachRead(read -> addAntiDependencies(evidence.node(read), read));
        addSessions();
        relays = unread.addRelays(edges);
        if (realtime) {
            relays = new RealtimeOrder(live).addTo(edges, relays);
        }
    }

    private void addWriteDependencies(int key) {
        int before = -1;
        for (int append = versions.nextLive(key, 0); append >= 0; ) {
            add(before, append, Graph.WW);
            before = append;
            append = versions.nextLive(key, versions.position(append) + 1);
        }
        if (before >= 0) {
            unread.addFrom(evidence.node(before), key, Graph.WW, edges);
        }
    }

    private void addReadDependencies(int node, int read) {
        int key = operations.key(read);
        long datum = operations.datum(read);
        if (KeyLists.isKept(datum)) {
            for (long element : history.lists.kept(datum)) {
                int append = operations.findAppend(key, element);
                if (evidence.isLiveAppend(append)) {
                    addEdge(evidence.node(append), node, Graph.WR);
                }
            }
        } else {
            int append = versions.previousLive(key, KeyLists.prefix(datum));
            if (append >= 0) {
                addEdge(evidence.node(append), node, Graph.WR);
            }
        }
    }

    private void addAntiDependencies(int node, int read) {
        int key = operations.key(read);
        long datum = operations.datum(read);
        if (KeyLists.isKept(datum)) {
            return;
        }
        int append = versions.nextLive(key, KeyLists.prefix(datum));
        if (append >= 0) {
            addEdge(node, evidence.node(append), Graph.RW);
        } else if (versions.certain(key)) {
            unread.addFrom(node, key, Graph.RW, edges);
        }
    }

    private void addSessions() {
        LongIndex sessions = new LongIndex();
        int[] last = new int[live.count()];
        Arrays.fill(last, -1);
        for (int node = 0; node < live.count(); node++) {
            int session = sessions.add(history.session(live.transaction(node)));
            if (last[session] >= 0) {
                addEdge(last[session], node, Graph.SESSION);
            }
            if (live.acknowledged(node)) {
                last[session] = node;
            }
        }
    }

    private void add(int before, int append, int kind) {
        if (before >= 0) {
            addEdge(evidence.node(before), evidence.node(append), kind);
        }
    }

    private void addEdge(int from, int to, int kind) {
        if (from != to) {
            edges.add(from, to, kind);
        }
    }
}
