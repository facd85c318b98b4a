package io.tidbclient.serve.history;

import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.serve.status.TargetPast;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** A history in memory, which fails on demand. For one thread at a time. */
final class FakeStore implements HistoryStore {
    static final Failure REFUSED = Failure.of(
            FailureKind.CONNECTION_REFUSED,
            "Nothing listens at 127.0.0.1:4000: connection refused.",
            "Start the server.");

    static final TargetPast NOTHING =
            new TargetPast(List.of(), Optional.empty(), Optional.empty(), List.of(), List.of());

    final List<HistoryRecord> written = new ArrayList<>();
    final List<String> calls = new ArrayList<>();
    final Map<String, TargetPast> past = new HashMap<>();
    /** Writing fails with it. */
    Optional<Failure> refusal = Optional.empty();
    /** The numbers of the checks that writing fails for. */
    Set<Long> refused = Set.of();
    /** Reading a target fails with it. */
    final Map<String, Failure> unreadable = new HashMap<>();
    /** Connecting fails with it. */
    Optional<Failure> away = Optional.empty();

    /** What happens while records are written. */
    Runnable onWrite = () -> {};

    int toPrune;
    Optional<CountDownLatch> hanging = Optional.empty();

    @Override
    public void open() {
        hanging.ifPresent(latch -> {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new FailureException(REFUSED, e);
            }
        });
        fail(away);
    }

    @Override
    public void write(List<HistoryRecord> records) {
        calls.add("write " + records.size());
        fail(away);
        fail(refusal);
        if (records.stream()
                .anyMatch(entry -> entry instanceof HistoryRecord.Check check
                        && refused.contains(check.check().number()))) {
            fail(Optional.of(Failure.of(FailureKind.STATEMENT_REFUSED, "Data too long.", "")));
        }
        written.addAll(records);
        onWrite.run();
    }

    @Override
    public TargetPast read(String target, Instant from, Instant until) {
        calls.add("read " + target + " " + from + " " + until);
        fail(Optional.ofNullable(unreadable.get(target)));
        return past.getOrDefault(target, NOTHING);
    }

    @Override
    public boolean prune(Duration keep) {
        calls.add("prune " + keep.toDays());
        return --toPrune > 0;
    }

    @Override
    public void abort() {
        hanging.ifPresent(CountDownLatch::countDown);
    }

    @Override
    public void close() {
        calls.add("close");
    }

    private static void fail(Optional<Failure> failure) {
        failure.ifPresent(why -> {
            throw new FailureException(why, null);
        });
    }
}
