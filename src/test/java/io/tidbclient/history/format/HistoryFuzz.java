package io.tidbclient.history.format;

import io.tidbclient.fuzz.FuzzInput;
import io.tidbclient.history.Transaction;
import io.tidbclient.history.check.CheckOptions;
import io.tidbclient.history.check.HistoryChecker;
import io.tidbclient.history.check.HistoryVerdict;

import java.io.IOException;
import java.util.List;

/** Histories of any text, in EDN or NDJSON: they are refused, or they are checked, and read back after they were written. */
public final class HistoryFuzz {
    private HistoryFuzz() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        List<Transaction> transactions;
        try {
            transactions = Histories.read(FuzzInput.text(input));
        } catch (HistoryFormatException e) {
            FuzzInput.require(!e.getMessage().isBlank(), "a refusal without a reason");
            return;
        }
        HistoryChecker checker = new HistoryChecker(CheckOptions.DEFAULT);
        try {
            transactions.forEach(checker::add);
        } catch (IllegalArgumentException e) {
            FuzzInput.require(e.getMessage().startsWith("transaction "), "another refusal: " + e.getMessage());
            return;
        }
        HistoryVerdict verdict = checker.check();
        FuzzInput.require(verdict.counts().transactions() == transactions.size(), "the checker counts another number");
        FuzzInput.require(
                Histories.read(Histories.ndjson(transactions, HistoryHead.NONE)).equals(transactions),
                "what was written does not read back");
    }
}
