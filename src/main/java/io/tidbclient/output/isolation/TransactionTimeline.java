package io.tidbclient.output.isolation;

import io.tidbclient.history.Operation;
import io.tidbclient.history.Transaction;
import io.tidbclient.history.TransactionOutcome;
import io.tidbclient.output.text.Html;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The transactions of an anomaly over time as SVG: a row for each session, a bar for each transaction. */
final class TransactionTimeline {
    private static final int WIDTH = 760;
    private static final int LEFT = 90;
    private static final int ROW = 44;
    private static final int BAR = 22;

    /** Narrower, a bar would not be visible. */
    private static final double LEAST_BAR = 3;

    private final List<Transaction> transactions;
    private final List<Integer> sessions;
    private final long zero;
    private final long begin;
    private final long end;

    private TransactionTimeline(List<Transaction> transactions, long zero) {
        this.transactions = transactions;
        this.zero = zero;
        this.sessions = transactions.stream()
                .map(Transaction::session)
                .distinct()
                .sorted()
                .toList();
        this.begin =
                transactions.stream().mapToLong(Transaction::startNanos).min().orElse(0);
        long last = transactions.stream()
                .mapToLong(one -> isOpen(one) ? one.startNanos() : one.endNanos())
                .max()
                .orElse(begin);
        this.end = Math.max(begin + 1, last);
    }

    /**
     * The picture of at least one transaction.
     *
     * @param zero from when times are counted, in nanoseconds of the history's clock
     */
    static String svg(List<Transaction> transactions, long zero) {
        return new TransactionTimeline(transactions, zero).picture();
    }

    private static boolean isOpen(Transaction transaction) {
        return transaction.endNanos() == Long.MAX_VALUE;
    }

    private String picture() {
        int height = ROW * sessions.size() + 30;
        List<String> parts = new ArrayList<>();
        parts.add(String.format(
                Locale.ROOT,
                "<svg class=\"timeline\" role=\"img\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\"><title>%s</title>",
                WIDTH,
                height,
                WIDTH,
                height,
                "Transactions over time, a row for each session"));
        for (int row = 0; row < sessions.size(); row++) {
            int middle = ROW * row + ROW / 2;
            parts.add(String.format(
                    Locale.ROOT,
                    "<text class=\"session\" x=\"0\" y=\"%d\">session %d</text>",
                    middle,
                    sessions.get(row)));
            parts.add(String.format(
                    Locale.ROOT, "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>", LEFT, middle, WIDTH, middle));
        }
        transactions.forEach(transaction -> parts.add(bar(transaction)));
        parts.add(String.format(
                Locale.ROOT, "<text class=\"axis\" x=\"%d\" y=\"%d\">%s</text>", LEFT, height - 8, millis(begin)));
        parts.add(String.format(
                Locale.ROOT, "<text class=\"axis end\" x=\"%d\" y=\"%d\">%s</text>", WIDTH, height - 8, millis(end)));
        parts.add("</svg>\n");
        return String.join("\n", parts);
    }

    private String bar(Transaction transaction) {
        double from = x(transaction.startNanos());
        double to = isOpen(transaction) ? WIDTH : Math.max(from + LEAST_BAR, x(transaction.endNanos()));
        int top = ROW * sessions.indexOf(transaction.session()) + (ROW - BAR) / 2;
        return String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%s\" y=\"%d\" width=\"%s\" height=\"%d\"><title>%s</title></rect>"
                        + "<text class=\"bar\" x=\"%s\" y=\"%d\">T%d</text>",
                transaction.outcome().name().toLowerCase(Locale.ROOT),
                number(from),
                top,
                number(to - from),
                BAR,
                Html.escape(words(transaction)),
                number((from + to) / 2),
                top + BAR / 2,
                transaction.id());
    }

    private double x(long nanos) {
        return LEFT + (WIDTH - LEFT) * ((nanos - begin) / (double) (end - begin));
    }

    /** A transaction in a line: what it did, when, and how it ended. */
    private String words(Transaction transaction) {
        String operations = transaction.operations().stream()
                .map(TransactionTimeline::words)
                .collect(Collectors.joining(", "));
        String until = transaction.outcome() == TransactionOutcome.UNKNOWN ? "unknown" : millis(transaction.endNanos());
        return String.format(
                Locale.ROOT,
                "T%d, session %d, %s to %s, %s: %s",
                transaction.id(),
                transaction.session(),
                millis(transaction.startNanos()),
                until,
                transaction.outcome().name().toLowerCase(Locale.ROOT),
                operations);
    }

    private static String words(Operation operation) {
        return switch (operation) {
            case Operation.Append append ->
                String.format(Locale.ROOT, "append %d to key %d", append.value(), append.key());
            case Operation.Read read ->
                String.format(
                        Locale.ROOT,
                        "read key %d: %s",
                        read.key(),
                        read.values().map(Object::toString).orElse("no answer"));
        };
    }

    private String millis(long nanos) {
        return nanos == Long.MAX_VALUE ? "unknown" : String.format(Locale.ROOT, "%.3f ms", (nanos - zero) / 1e6);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
