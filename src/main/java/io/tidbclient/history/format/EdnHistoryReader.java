package io.tidbclient.history.format;

import io.tidbclient.history.Operation;
import io.tidbclient.history.Transaction;
import io.tidbclient.history.TransactionOutcome;
import io.tidbclient.history.Values;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a history of Jepsen's list-append workload: operations with {@code :f :txn}, one after another or in one vector. An
 * invocation and the next operation of the same process become a transaction; {@code :info}, or no completion at all, is an unknown
 * outcome. Operations of processes that are no numbers (the nemesis) are ignored. The order in the file is the order in time, as it is
 * for Elle; where times are missing or repeat, an operation is a nanosecond later than the one before.
 */
final class EdnHistoryReader implements HistoryFileReader {
    private final EdnParser edn;
    private final boolean vector;
    private final Map<Long, Invocation> open = new LinkedHashMap<>();
    private final Map<Long, Integer> sessions = new HashMap<>();
    private Iterator<Transaction> unfinished;
    private long lastTime = -1;
    private long nextId;

    /** A transaction that was begun. */
    private record Invocation(long id, int session, long start, List<Operation> operations) {
        Transaction ended(TransactionOutcome outcome, long end, List<Operation> seen) {
            return new Transaction(id, session, outcome, start, end, seen);
        }
    }

    EdnHistoryReader(InputStream in) throws IOException {
        this.edn = new EdnParser(in);
        if (edn.atEnd()) {
            throw edn.wrong("the file has no operation");
        }
        this.vector = edn.skip('[');
    }

    @Override
    public HistoryHead head() {
        return HistoryHead.NONE;
    }

    @Override
    public long line() {
        return edn.line();
    }

    @Override
    public Optional<Transaction> next() throws IOException {
        while (unfinished == null) {
            if (vector ? edn.skip(']') : edn.atEnd()) {
                if (!edn.atEnd()) {
                    throw edn.wrong("there is something after the vector");
                }
                unfinished = open.values().stream()
                        .map(begun -> begun.ended(TransactionOutcome.UNKNOWN, Long.MAX_VALUE, begun.operations()))
                        .iterator();
                break;
            }
            Optional<Transaction> ended = operation();
            if (ended.isPresent()) {
                return ended;
            }
        }
        return unfinished.hasNext() ? Optional.of(unfinished.next()) : Optional.empty();
    }

    private Optional<Transaction> operation() throws IOException {
        if (!(edn.value().orElse(null) instanceof Map<?, ?> operation)) {
            throw edn.wrong("this is not an operation, which is a map");
        }
        if (!(operation.get(EdnKeyword.PROCESS) instanceof Long process)) {
            if (operation.get(EdnKeyword.PROCESS) instanceof EdnKeyword) {
                return Optional.empty();
            }
            throw edn.wrong("an operation has no :process");
        }
        Object f = operation.get(EdnKeyword.F);
        if (!new EdnKeyword("txn").equals(f)) {
            throw edn.wrong("the operation is "
                    + (f instanceof EdnKeyword other ? HistoryFormatException.shown(other.toString()) : "without :f")
                    + ", not :txn; other workloads than list-append cannot be checked");
        }
        long time = time(operation.get(EdnKeyword.TIME));
        String type = operation.get(EdnKeyword.TYPE) instanceof EdnKeyword keyword ? keyword.name() : "";
        return switch (type) {
            case "invoke" -> {
                invoke(process, time, operations(operation.get(EdnKeyword.VALUE)));
                yield Optional.empty();
            }
            case "ok" -> Optional.of(complete(process, TransactionOutcome.COMMITTED, time, operation));
            case "fail" -> Optional.of(complete(process, TransactionOutcome.ABORTED, time, operation));
            case "info" -> Optional.of(complete(process, TransactionOutcome.UNKNOWN, Long.MAX_VALUE, operation));
            default -> throw edn.wrong("an operation's :type is not :invoke, :ok, :fail or :info");
        };
    }

    private long time(Object given) {
        lastTime = Math.max(lastTime + 1, given instanceof Long nanos && nanos < Long.MAX_VALUE / 2 ? nanos : 0);
        return lastTime;
    }

    private void invoke(long process, long time, List<Operation> operations) {
        if (sessions.size() == Integer.MAX_VALUE) {
            throw edn.wrong("there are too many processes");
        }
        int session = sessions.computeIfAbsent(process, number -> sessions.size());
        if (open.put(process, new Invocation(nextId++, session, time, operations)) != null) {
            throw edn.wrong("process " + process + " invokes an operation before the one before has ended");
        }
    }

    private Transaction complete(long process, TransactionOutcome outcome, long end, Map<?, ?> operation) {
        Invocation begun = open.remove(process);
        if (begun == null) {
            throw edn.wrong("process " + process + " completes an operation that it did not invoke");
        }
        // Of what failed, or has no known outcome, the completion may have no value.
        boolean has = outcome == TransactionOutcome.COMMITTED || operation.get(EdnKeyword.VALUE) instanceof List<?>;
        return begun.ended(outcome, end, has ? operations(operation.get(EdnKeyword.VALUE)) : begun.operations());
    }

    private List<Operation> operations(Object value) {
        if (!(value instanceof List<?> list)) {
            throw edn.wrong("an operation's :value is not a vector of [:append key value] and [:r key list]");
        }
        List<Operation> operations = new ArrayList<>(list.size());
        list.forEach(operation -> operations.add(one(operation)));
        return operations;
    }

    private Operation one(Object operation) {
        if (!(operation instanceof List<?> parts) || parts.size() != 3 || !(parts.get(1) instanceof Long key)) {
            throw edn.wrong("a step is not [:append key value] or [:r key list] with a whole number as the key");
        }
        if (EdnKeyword.APPEND.equals(parts.getFirst()) && parts.get(2) instanceof Long element) {
            return new Operation.Append(key, element);
        }
        if (EdnKeyword.R.equals(parts.getFirst()) && parts.get(2) == null) {
            return Operation.Read.unanswered(key);
        }
        if (EdnKeyword.R.equals(parts.getFirst())
                && parts.get(2) instanceof List<?> elements
                && elements.stream().allMatch(Long.class::isInstance)) {
            long[] values =
                    elements.stream().mapToLong(element -> (Long) element).toArray();
            return new Operation.Read(key, Optional.of(Values.of(values)));
        }
        throw edn.wrong("a step is neither [:append key value] nor [:r key list] with whole numbers;"
                + " other workloads than list-append cannot be checked");
    }

    @Override
    public void close() throws IOException {
        edn.close();
    }
}
