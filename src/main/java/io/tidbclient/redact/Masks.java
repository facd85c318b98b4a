package io.tidbclient.redact;

import java.util.BitSet;

/** The parts of a text that are to be masked. */
final class Masks {
    /** After this number of quotes without a closing one, none is searched for any more: each search reads to the end. */
    private static final int MOST_UNCLOSED = 8;

    private final String text;
    private final BitSet masked = new BitSet();
    private final BitSet seen = new BitSet();
    private int unclosed;

    Masks(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /** Masks what stands from {@code start} to before {@code end}. */
    void mask(int start, int end) {
        if (start < end) {
            masked.set(start, end);
        }
    }

    boolean isMasked(int at) {
        return masked.get(at);
    }

    /** Masks a value unless it is a placeholder for one. */
    void maskValue(String name, int start, int end) {
        if (start < end && !Placeholders.is(text.substring(start, end), name)) {
            mask(start, end);
        }
    }

    /** {@link Literals#close}; -1 also when too many quotes had no closing one. */
    int close(int open) {
        int close = unclosed < MOST_UNCLOSED ? Literals.close(text, open) : -1;
        unclosed += close < 0 ? 1 : 0;
        return close;
    }

    /** No other search looks into this part: it has been read as a whole. */
    void settle(int start, int end) {
        seen.set(start, end);
    }

    boolean isSettled(int at) {
        return seen.get(at);
    }

    /** The text with each masked part replaced. */
    String applied() {
        if (masked.isEmpty()) {
            return text;
        }
        StringBuilder result = new StringBuilder(text.length());
        int done = 0;
        for (int start = masked.nextSetBit(0); start >= 0; start = masked.nextSetBit(done)) {
            result.append(text, done, start).append(Redactor.MASK);
            done = masked.nextClearBit(start);
        }
        return result.append(text, done, text.length()).toString();
    }
}
