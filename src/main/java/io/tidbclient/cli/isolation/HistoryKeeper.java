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

/**
 * Keeps the history of a run for the checker, and writes it to a file where one is asked for. A transaction is written before the
 * next one is taken, so that no part of a history is left out: a file that is written slowly delays the clients. Not for concurrent
 * use.
 */
final class HistoryKeeper implements Consumer<Transaction> {
    private final HistoryChecker checker = new HistoryChecker(new CheckOptions(true, true));
    private volatile Optional<NdjsonWriter> writer = Optional.empty();

    /** From now on, transactions are written to a file. */
    void writeTo(OutputFile file, HistoryHead head) {
        writer = Optional.of(new NdjsonWriter(file.stream(), head));
    }

    @Override
    public void accept(Transaction transaction) {
        checker.add(transaction);
        writer.ifPresent(file -> file.write(transaction));
    }

    /** What the history shows. To be called once, after the last transaction. */
    HistoryVerdict check() {
        writer.ifPresent(NdjsonWriter::close);
        return checker.check();
    }
}
