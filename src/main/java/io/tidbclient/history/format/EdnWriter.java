package io.tidbclient.history.format;

import io.tidbclient.history.Operation;
import io.tidbclient.history.Transaction;
import io.tidbclient.history.TransactionOutcome;
import io.tidbclient.history.Values;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a history as Jepsen's EDN, one operation a line, in the order of time, as Elle reads it. Where an invocation and a
 * completion of two sessions have the same time, the invocation comes first: the two transactions count as concurrent. Within a
 * session, a completion comes before the invocation that follows it.
 *
 * <p>An operation of unknown outcome may take effect until the end of the history, and its process never invokes another one: a session
 * that continues after one is another process from then on, as in Jepsen. That the later transactions are of the same session is then not in
 * the file.
 */
public final class EdnWriter {
    private final PrintStream out;

    /** @param out where to; stays open */
    public EdnWriter(PrintStream out) {
        this.out = out;
    }

    /**
     * One line of the history.
     *
     * @param rank the order among events of the same time: even for invocations, odd for completions, and greater than that of the
     *     event before in the same session
     * @param process the number of the session, or after an unknown outcome one that no session has
     */
    private record Event(long time, int rank, boolean completion, long process, Transaction transaction) {}

    /** Writes all of it: the order needs every transaction. */
    public void write(List<Transaction> transactions) {
        List<Event> events = new ArrayList<>(2 * transactions.size());
        long last = 0;
        long unused = 0;
        for (Transaction transaction : transactions) {
            unused = Math.max(unused, transaction.session() + 1L);
            last = Math.max(last, transaction.startNanos());
            if (transaction.outcome() != TransactionOutcome.UNKNOWN) {
                last = Math.max(last, transaction.endNanos());
            }
        }
        Map<Integer, Event> latest = new HashMap<>();
        Map<Integer, Long> processes = new HashMap<>();
        for (Transaction transaction : inOrderOfStarts(transactions)) {
            long process = processes.getOrDefault(transaction.session(), (long) transaction.session());
            Event before = latest.get(transaction.session());
            long start = transaction.startNanos();
            int invoked = before != null && before.time() == start ? before.rank() + 1 : 0;
            events.add(new Event(start, invoked, false, process, transaction));
            if (transaction.outcome() == TransactionOutcome.UNKNOWN) {
                // It has no time of its own and comes last.
                events.add(new Event(last, Integer.MAX_VALUE, true, process, transaction));
                processes.put(transaction.session(), unused++);
                continue;
            }
            long end = transaction.endNanos();
            Event completed = new Event(end, end == start ? invoked + 1 : 1, true, process, transaction);
            events.add(completed);
            latest.put(transaction.session(), completed);
        }
        events.sort(Comparator.comparingLong(Event::time)
                .thenComparingInt(Event::rank)
                .thenComparingLong(event -> event.transaction().id()));
        long index = 0;
        for (Event event : events) {
            out.print(line(index++, event));
        }
        out.flush();
    }

    private static List<Transaction> inOrderOfStarts(List<Transaction> transactions) {
        return transactions.stream()
                .sorted(Comparator.comparingLong(Transaction::startNanos)
                        .thenComparingLong(Transaction::endNanos)
                        .thenComparingLong(Transaction::id))
                .toList();
    }

    private static String line(long index, Event event) {
        StringBuilder line = new StringBuilder(128);
        line.append("{:index ")
                .append(index)
                .append(", :type ")
                .append(type(event))
                .append(", :f :txn, :value [");
        boolean first = true;
        for (Operation operation : event.transaction().operations()) {
            line.append(first ? "" : " ");
            append(line, operation, event.completion());
            first = false;
        }
        return line.append("], :process ")
                .append(event.process())
                .append(", :time ")
                .append(event.time())
                .append("}\n")
                .toString();
    }

    private static String type(Event event) {
        if (!event.completion()) {
            return ":invoke";
        }
        return switch (event.transaction().outcome()) {
            case COMMITTED -> ":ok";
            case ABORTED -> ":fail";
            case UNKNOWN -> ":info";
        };
    }

    private static void append(StringBuilder line, Operation operation, boolean answered) {
        switch (operation) {
            case Operation.Append append ->
                line.append("[:append ").append(append.key()).append(' ').append(append.value());
            case Operation.Read read -> {
                line.append("[:r ").append(read.key()).append(' ');
                if (answered && read.values().isPresent()) {
                    append(line, read.values().get());
                } else {
                    line.append("nil");
                }
            }
        }
        line.append(']');
    }

    private static void append(StringBuilder line, Values values) {
        line.append('[');
        for (int i = 0; i < values.size(); i++) {
            line.append(i == 0 ? "" : " ").append(values.get(i));
        }
        line.append(']');
    }
}
