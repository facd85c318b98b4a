package io.tidbclient.cli.isolation;

import io.tidbclient.cli.OutputFile;
import io.tidbclient.history.Transaction;
import io.tidbclient.history.check.CheckOptions;
import io.tidbclient.history.check.HistoryChecker;
import io.tidbclient.history.check.HistoryVerdict;
import io.tidbclient.history.format.HistoryHead;
import io.tidbclient.history.format.NdjsonWriter;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Keeps the history of a run for the checker, and writes it to a file where one is asked for. A transaction is written before the
 * next one is taken, so that no part of a history is left out: a file that is written slowly delays the clients. Not for concurrent
 * use.
 */
final class HistoryKeeper implements Consumer<Transaction> {
    private final HistoryChecker checker = new HistoryChecker(new CheckOptions(true, true));
    private volatile Optional<Supplier<NdjsonWriter>> wanted = Optional.empty();
    private volatile Optional<NdjsonWriter> writer = Optional.empty();

    /**
     * From now on, transactions are written to a file.
     *
     * @param head is asked for when the first transaction has ended, since some of it is known only then
     */
    void writeTo(OutputFile file, Supplier<HistoryHead> head) {
        wanted = Optional.of(() -> new NdjsonWriter(file.stream(), head.get()));
    }

    @Override
    public void accept(Transaction transaction) {
        checker.add(transaction);
        open();
        writer.ifPresent(file -> file.write(transaction));
    }

    private void open() {
        if (writer.isEmpty()) {
            writer = wanted.map(Supplier::get);
        }
    }

    /** What the history shows. To be called once, after the last transaction. */
    HistoryVerdict check() {
        open();
        writer.ifPresent(NdjsonWriter::close);
        return checker.check();
    }
}
