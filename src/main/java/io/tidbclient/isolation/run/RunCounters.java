package io.tidbclient.isolation.run;

import io.tidbclient.history.TransactionOutcome;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/** Counts what clients do, for progress and for the report. For use by any number of threads. */
public final class RunCounters {
    private final LongAdder committed = new LongAdder();
    private final LongAdder aborted = new LongAdder();
    private final LongAdder unknown = new LongAdder();
    private final LongAdder reconnects = new LongAdder();
    private final Map<String, LongAdder> errors = new ConcurrentHashMap<>();
    private final List<String> servers;
    private final List<Outages> outages;

    /**
     * The counts at a time.
     *
     * @param committed transactions whose commit the server acknowledged
     * @param aborted transactions that certainly have no effect
     * @param unknown transactions whose outcome is unknown
     * @param reconnects connections that were opened in place of a lost one
     * @param errors the errors that ended transactions, with the number of transactions
     * @param servers the outages of each server, in the order in which the command names them
     */
    public record Counts(
            long committed,
            long aborted,
            long unknown,
            long reconnects,
            Map<String, Long> errors,
            List<ServerOutages> servers) {
        public Counts {
            errors = Collections.unmodifiableMap(new TreeMap<>(errors));
            servers = List.copyOf(servers);
        }

        /** The number of times in which a server was not reached. */
        public long outages() {
            return servers.stream().mapToLong(ServerOutages::count).sum();
        }

        /** How long servers were not reached, the times of all added up. */
        public Duration unreachable() {
            return servers.stream().map(ServerOutages::unreachable).reduce(Duration.ZERO, Duration::plus);
        }
    }

    /** @param servers the addresses of the servers, at least one */
    RunCounters(List<String> servers) {
        this.servers = List.copyOf(servers);
        this.outages = servers.stream().map(server -> new Outages()).toList();
    }

    void ended(TransactionOutcome outcome) {
        switch (outcome) {
            case COMMITTED -> committed.increment();
            case ABORTED -> aborted.increment();
            case UNKNOWN -> unknown.increment();
        }
    }

    void error(String error) {
        errors.computeIfAbsent(error, name -> new LongAdder()).increment();
    }

    /** The number of servers. */
    int servers() {
        return servers.size();
    }

    /** The times in which the server of this index was not reached. */
    Outages outages(int server) {
        return outages.get(server);
    }

    void reconnected() {
        reconnects.increment();
    }

    /** The counts now. */
    public Counts counts() {
        Map<String, Long> byError = new TreeMap<>();
        errors.forEach((error, count) -> byError.put(error, count.sum()));
        return new Counts(
                committed.sum(),
                aborted.sum(),
                unknown.sum(),
                reconnects.sum(),
                byError,
                IntStream.range(0, servers.size()).mapToObj(this::ofServer).toList());
    }

    private ServerOutages ofServer(int server) {
        Outages all = outages.get(server);
        return new ServerOutages(servers.get(server), all.count(), all.total());
    }
}
