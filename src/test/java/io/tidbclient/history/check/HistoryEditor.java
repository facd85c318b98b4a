package io.tidbclient.history.check;

import io.tidbclient.history.Operation;
import io.tidbclient.history.Transaction;
import io.tidbclient.history.TransactionOutcome;
import io.tidbclient.history.Values;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Changes a history in places that are chosen at random. */
final class HistoryEditor {
    /** Where an operation is: the place of its transaction in the history, and its own in the transaction. */
    record Place(int transaction, int operation) {}

    private final List<Transaction> history;
    private final Random random;

    HistoryEditor(List<Transaction> history, Random random) {
        this.history = new ArrayList<>(history);
        this.random = random;
    }

    List<Transaction> history() {
        return List.copyOf(history);
    }

    Transaction transaction(Place place) {
        return history.get(place.transaction());
    }

    Operation operation(Place place) {
        return transaction(place).operations().get(place.operation());
    }

    /** The elements of a read. */
    List<Long> list(Place read) {
        return ((Operation.Read) operation(read))
                .values().orElseThrow().stream().boxed().toList();
    }

    long key(Place place) {
        return operation(place).key();
    }

    /** Places of answered reads of committed transactions. */
    List<Place> reads() {
        return places(operation ->
                operation instanceof Operation.Read read && read.values().isPresent());
    }

    /** Places of appends of committed transactions. */
    List<Place> appends() {
        return places(operation -> operation instanceof Operation.Append);
    }

    private List<Place> places(Predicate<Operation> wanted) {
        return IntStream.range(0, history.size())
                .filter(i -> history.get(i).outcome() == TransactionOutcome.COMMITTED)
                .boxed()
                .flatMap(i ->
                        IntStream.range(0, history.get(i).operations().size()).mapToObj(j -> new Place(i, j)))
                .filter(place -> wanted.test(operation(place)))
                .toList();
    }

    <T> Optional<T> any(List<T> places) {
        return places.isEmpty() ? Optional.empty() : Optional.of(places.get(random.nextInt(places.size())));
    }

    <T> Optional<T> any(List<T> places, Predicate<T> wanted) {
        return any(places.stream().filter(wanted).toList());
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    void setList(Place read, List<Long> list) {
        replace(read, new Operation.Read(key(read), Optional.of(values(list))));
    }

    void replace(Place place, Operation operation) {
        List<Operation> operations = new ArrayList<>(transaction(place).operations());
        operations.set(place.operation(), operation);
        setOperations(place.transaction(), operations);
    }

    void setOperations(int transaction, List<Operation> operations) {
        Transaction old = history.get(transaction);
        history.set(
                transaction,
                new Transaction(old.id(), old.session(), old.outcome(), old.startNanos(), old.endNanos(), operations));
    }

    /** Changes what every read of a key returned, those of transactions of all outcomes. */
    void changeReads(long key, UnaryOperator<List<Long>> change) {
        for (int i = 0; i < history.size(); i++) {
            for (int j = 0; j < history.get(i).operations().size(); j++) {
                Place place = new Place(i, j);
                if (operation(place) instanceof Operation.Read read
                        && read.key() == key
                        && read.values().isPresent()) {
                    setList(place, change.apply(list(place)));
                }
            }
        }
    }

    void setOutcome(int transaction, TransactionOutcome outcome) {
        Transaction old = history.get(transaction);
        long end = outcome == TransactionOutcome.UNKNOWN ? Long.MAX_VALUE : old.endNanos();
        history.set(
                transaction,
                new Transaction(old.id(), old.session(), outcome, old.startNanos(), end, old.operations()));
    }

    void setTimes(int transaction, long start, long end) {
        Transaction old = history.get(transaction);
        history.set(transaction, new Transaction(old.id(), old.session(), old.outcome(), start, end, old.operations()));
    }

    /** Lets a transaction take the session and the times of another one. */
    void setPlace(int transaction, Transaction of) {
        Transaction old = history.get(transaction);
        boolean unknown = old.outcome() == TransactionOutcome.UNKNOWN;
        history.set(
                transaction,
                new Transaction(
                        old.id(),
                        of.session(),
                        old.outcome(),
                        of.startNanos(),
                        unknown ? Long.MAX_VALUE : of.endNanos(),
                        old.operations()));
    }

    /** Whether two appends of committed transactions to one key are in no read of another transaction, so that nothing shows their order. */
    boolean leavesAnOrderOpen() {
        List<Long> keys = unread().stream().map(this::key).toList();
        return keys.stream().distinct().count() < keys.size();
    }

    boolean leavesAnAppendUnread() {
        return !unread().isEmpty();
    }

    private List<Place> unread() {
        return appends().stream()
                .filter(append -> reads().stream().noneMatch(read -> showsToAnother(read, append)))
                .toList();
    }

    private boolean showsToAnother(Place read, Place append) {
        return key(read) == key(append)
                && read.transaction() != append.transaction()
                && list(read).contains(((Operation.Append) operation(append)).value());
    }

    /** The longest list that was read of a key. */
    List<Long> longest(long key) {
        return reads().stream()
                .filter(read -> key(read) == key)
                .map(this::list)
                .reduce(List.of(), (one, other) -> other.size() > one.size() ? other : one);
    }

    /** The transaction that appended a value to a key. */
    int writer(long key, long value) {
        return IntStream.range(0, history.size())
                .filter(i -> history.get(i).operations().contains(new Operation.Append(key, value)))
                .findFirst()
                .orElseThrow();
    }

    private static Values values(List<Long> list) {
        return Values.of(list.stream().mapToLong(Long::longValue).toArray());
    }
}
