package io.tidbclient.history.format;

import io.tidbclient.history.Operation;
import io.tidbclient.history.Transaction;
import io.tidbclient.history.TransactionOutcome;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;

/** Histories for tests of their formats. */
final class Histories {
    private Histories() {}

    /** A random history whose ids ascend with the starts, and in which no two times are equal. */
    static List<Transaction> random(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Transaction> all = new ArrayList<>();
        int sessions = random.nextInt(1, 5);
        long time = random.nextLong(0, 1000);
        int count = random.nextInt(0, 20);
        for (int i = 0; i < count; i++) {
            TransactionOutcome outcome = List.of(
                            TransactionOutcome.COMMITTED, TransactionOutcome.ABORTED, TransactionOutcome.UNKNOWN)
                    .get(random.nextInt(3));
            // After an unknown outcome a session continues under another number.
            int session = outcome == TransactionOutcome.UNKNOWN ? 100 + i : i % sessions;
            long start = time++;
            long end = outcome == TransactionOutcome.UNKNOWN ? Long.MAX_VALUE : time++;
            all.add(new Transaction(i, session, outcome, start, end, operations(random, i)));
        }
        return all;
    }

    private static List<Operation> operations(SplittableRandom random, int id) {
        List<Operation> operations = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            long key = random.nextLong(-3, 3);
            operations.add(
                    switch (random.nextInt(3)) {
                        case 0 -> new Operation.Append(key, id * 10L + i);
                        case 1 -> Operation.Read.unanswered(key);
                        default ->
                            Operation.Read.of(
                                    key, LongStream.range(0, random.nextInt(5)).toArray());
                    });
        }
        return operations;
    }

    static String ndjson(List<Transaction> transactions, HistoryHead head) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (NdjsonWriter writer = new NdjsonWriter(out, head)) {
            transactions.forEach(writer::write);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    static String edn(List<Transaction> transactions) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new EdnWriter(new PrintStream(out, false, StandardCharsets.UTF_8)).write(transactions);
        return out.toString(StandardCharsets.UTF_8);
    }

    /** A stream of a text that notes whether it was closed. */
    static BufferedInputStream stream(String text, AtomicBoolean closed) {
        return new BufferedInputStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public void close() {
                closed.set(true);
            }
        });
    }

    static List<Transaction> read(String file) throws IOException {
        return read(file.getBytes(StandardCharsets.UTF_8));
    }

    static List<Transaction> read(byte[] file) throws IOException {
        List<Transaction> all = new ArrayList<>();
        try (HistoryFileReader reader = HistoryFileReader.open(new ByteArrayInputStream(file))) {
            for (Optional<Transaction> next = reader.next(); next.isPresent(); next = reader.next()) {
                all.add(next.get());
            }
        }
        return all;
    }
}
