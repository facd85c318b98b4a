package io.tidbclient.history.check;

import io.tidbclient.history.Operation;
import io.tidbclient.history.Transaction;
import io.tidbclient.history.TransactionOutcome;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Small histories as text, a transaction a line: {@code T1 s0 0-10 ok a7=1 r7=[1,2] r8=?}: id, session, start and end in
 * milliseconds, ok, aborted or unknown, appends and reads.
 */
final class HistoryText {
    private static final Pattern TRANSACTION =
            Pattern.compile("T(\\d+) s(\\d+) (\\d+)-(\\d+) (ok|aborted|unknown)((?: [ar]\\d+=\\S+)*)");
    private static final Pattern OPERATION = Pattern.compile("([ar])(\\d+)=(?:\\[(.*)]|(\\d+)|\\?)");
    private static final Map<String, TransactionOutcome> OUTCOMES = Map.of(
            "ok", TransactionOutcome.COMMITTED,
            "aborted", TransactionOutcome.ABORTED,
            "unknown", TransactionOutcome.UNKNOWN);

    private HistoryText() {}

    static List<Transaction> history(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(HistoryText::transaction)
                .toList();
    }

    static HistoryVerdict check(String text) {
        return check(history(text), CheckOptions.DEFAULT);
    }

    static HistoryVerdict check(List<Transaction> history, CheckOptions options) {
        HistoryChecker checker = new HistoryChecker(options);
        history.forEach(checker::add);
        return checker.check();
    }

    private static Transaction transaction(String line) {
        Matcher matcher = TRANSACTION.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no transaction: " + line);
        }
        return new Transaction(
                Long.parseLong(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                OUTCOMES.get(matcher.group(5)),
                Long.parseLong(matcher.group(3)) * 1_000_000,
                matcher.group(5).equals("unknown") ? Long.MAX_VALUE : Long.parseLong(matcher.group(4)) * 1_000_000,
                Stream.of(matcher.group(6).strip().split(" "))
                        .filter(word -> !word.isEmpty())
                        .map(HistoryText::operation)
                        .toList());
    }

    private static Operation operation(String word) {
        Matcher matcher = OPERATION.matcher(word);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no operation: " + word);
        }
        long key = Long.parseLong(matcher.group(2));
        if (matcher.group(1).equals("a")) {
            return new Operation.Append(key, Long.parseLong(matcher.group(4)));
        }
        return matcher.group(3) == null
                ? Operation.Read.unanswered(key)
                : Operation.Read.of(key, list(matcher.group(3)));
    }

    private static long[] list(String text) {
        return text.isEmpty()
                ? new long[0]
                : Arrays.stream(text.split(",", -1)).mapToLong(Long::parseLong).toArray();
    }
}
