package io.tidbclient.isolation.run;

import io.tidbclient.connection.Answer;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.history.Values;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * The table that the lists are in, a row for each: a key, and the elements as text, each with a comma in front.
 *
 * <p>An append is {@code UPDATE … SET v = CONCAT(v, …)} of a row that exists already, committed before any transaction that uses
 * it began. {@code INSERT … ON DUPLICATE KEY UPDATE} would need no such row, but on InnoDB the first append to a key would then
 * also lock the gap between two keys and wait for appends to other keys, which hides anomalies and causes deadlocks. Neither
 * statement names the elements that are there: a server that appends to an old version loses an update, and the history shows
 * it. A read is a plain {@code SELECT} by the primary key, without a lock.
 */
final class ListTable {
    private static final String CREATE =
            "CREATE TABLE lists (k BIGINT NOT NULL PRIMARY KEY, v TEXT NOT NULL) DEFAULT CHARSET = utf8mb4";
    private static final String APPEND = "UPDATE lists SET v = CONCAT(v, ',', ?) WHERE k = ?";
    private static final String READ = "SELECT v FROM lists WHERE k = ?";
    private static final String COUNT = "SELECT COUNT(*) FROM lists";
    private static final String READ_RANGE = "SELECT k, v FROM lists WHERE k >= ? AND k < ? ORDER BY k";

    /** The number of rows that one statement inserts. */
    private static final int CHUNK = 1000;

    private final ReentrantLock lock = new ReentrantLock();
    private volatile long rows;

    /** Runs a statement with parameters. */
    @FunctionalInterface
    interface Statements {
        Answer run(String sql, List<Object> parameters);
    }

    /**
     * Creates the table with a row for each key below the given number, and some more.
     *
     * @param keys the number of keys that are in use at the beginning
     */
    void create(Consumer<String> statements, int keys) {
        statements.accept(CREATE);
        while (rows < keys + CHUNK) {
            insert(statements);
        }
    }

    /**
     * Inserts rows for keys to come when most are used up. A client that needs a row that another one is inserting waits for it.
     *
     * @param key the greatest key that is needed
     * @param statements runs a statement in a transaction of its own
     */
    void provide(long key, Consumer<String> statements) {
        if (key < rows - CHUNK / 2) {
            return;
        }
        if (key < rows) {
            if (lock.tryLock()) {
                insertWhileLocked(key, statements);
            }
            return;
        }
        lock.lock();
        insertWhileLocked(key, statements);
    }

    private void insertWhileLocked(long key, Consumer<String> statements) {
        try {
            while (key >= rows - CHUNK / 2) {
                insert(statements);
            }
        } finally {
            lock.unlock();
        }
    }

    /** IGNORE, since the rows may exist: the connection of a client that inserted them was lost before the answer. */
    private void insert(Consumer<String> statements) {
        long from = rows;
        statements.accept(LongStream.range(from, from + CHUNK)
                .mapToObj(key -> "(" + key + ",'')")
                .collect(Collectors.joining(",", "INSERT IGNORE INTO lists (k, v) VALUES ", "")));
        rows = from + CHUNK;
    }

    /** Whether another session sees all rows. */
    boolean isComplete(Statements session) {
        return session.run(COUNT, List.of())
                .value(0, 0)
                .filter(String.valueOf(rows)::equals)
                .isPresent();
    }

    /**
     * Reads a list, whatever it is.
     *
     * @throws FailureException when the server does not answer, or is not ready for statements about the table
     */
    static void probe(Statements session) {
        Answer unused = session.run(READ, List.of(0L));
    }

    static void append(Statements session, long key, long value) {
        Answer answer = session.run(APPEND, List.of(value, key));
        if (answer.affected() != 1) {
            throw unexpected("the UPDATE of key " + key + " changed " + answer.affected() + " rows instead of 1");
        }
    }

    static Values read(Statements session, long key) {
        Answer answer = session.run(READ, List.of(key));
        if (answer.rows().size() != 1) {
            throw unexpected(
                    "the SELECT of key " + key + " returned " + answer.rows().size() + " rows instead of 1");
        }
        return parse(key, answer.value(0, 0).orElse(""));
    }

    /**
     * Reads the lists of keys that follow each other. A row that is not there is an empty list: its appends are lost.
     *
     * @param from the first key
     * @param until the key after the last one
     * @param found receives each list, by its key
     */
    static void readRange(Statements session, long from, long until, ObjLongConsumer<Values> found) {
        Answer answer = session.run(READ_RANGE, List.of(from, until));
        Map<Long, Values> lists = new HashMap<>();
        for (int row = 0; row < answer.rows().size(); row++) {
            long key = Long.parseLong(answer.value(row, 0).orElseThrow());
            lists.put(key, parse(key, answer.value(row, 1).orElse("")));
        }
        for (long key = from; key < until; key++) {
            found.accept(lists.getOrDefault(key, Values.none()), key);
        }
    }

    private static Values parse(long key, String text) {
        List<Long> elements = new ArrayList<>();
        for (int at = 0; at < text.length(); ) {
            int end = text.indexOf(',', at + 1);
            int stop = end < 0 ? text.length() : end;
            try {
                if (text.charAt(at) != ',') {
                    throw new NumberFormatException("no comma");
                }
                elements.add(Long.parseLong(text, at + 1, stop, 10));
            } catch (NumberFormatException e) {
                throw unexpected("the list of key " + key + " is not what was appended to it");
            }
            at = stop;
        }
        return Values.of(elements.stream().mapToLong(Long::longValue).toArray());
    }

    private static FailureException unexpected(String what) {
        return new FailureException(
                Failure.of(FailureKind.EXPECTATION_NOT_MET, what, "No other program may change the private database."),
                null);
    }
}
