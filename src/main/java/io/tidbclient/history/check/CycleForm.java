package io.tidbclient.history.check;

/** Which orders may take part in a cycle beside the dependencies of data. */
enum CycleForm {
    PLAIN,
    PROCESS,
    REALTIME;

    /** The graph with the edges that may take part. */
    Graph of(Graph graph) {
        return switch (this) {
            case PLAIN -> graph.without(Graph.SESSION, Graph.REALTIME);
            case PROCESS -> graph.without(Graph.REALTIME);
            case REALTIME -> graph;
        };
    }
}
