package io.tidbclient.history.format;

/** A file is not a history that can be read. The message is a clause without a full stop. */
public final class HistoryFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_WORD = 60;

    private final long line;
    private final String remedy;

    /**
     * A complaint.
     *
     * @param line where in the file, from 1
     * @param what what is wrong, a clause
     * @param remedy what to do, a clause
     */
    HistoryFormatException(long line, String what, String remedy) {
        super(what);
        this.line = line;
        this.remedy = remedy;
    }

    /**
     * A word of the file for a message: characters that a terminal obeys or does not show as question marks, cut after 60
     * characters.
     */
    static String shown(String word) {
        StringBuilder shown = new StringBuilder();
        word.codePoints().limit(LONGEST_WORD).forEach(c -> shown.appendCodePoint(isHarmless(c) ? c : '?'));
        return word.codePointCount(0, word.length()) > LONGEST_WORD
                ? shown.append('…').toString()
                : shown.toString();
    }

    private static boolean isHarmless(int character) {
        return switch (Character.getType(character)) {
            // FORMAT has the marks that change the direction of writing.
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** The line in the file, from 1. */
    public long line() {
        return line;
    }

    /** What to do, a clause without a full stop. */
    public String remedy() {
        return remedy;
    }
}
