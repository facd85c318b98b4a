package io.tidbclient.sandbox.sql;

/**
 * A piece of a statement.
 *
 * @param kind what it is
 * @param text without quotes and escapes; for variables without the {@code @}s
 * @param start where it begins in the statement, from 0
 * @param end just behind its last character
 */
record SqlToken(Kind kind, String text, int start, int end) {
    enum Kind {
        WORD,
        QUOTED_NAME,
        STRING,
        NUMBER,
        SYSTEM_VARIABLE,
        USER_VARIABLE,
        SYMBOL,
        /** A quote or comment that does not end, or a character that begins nothing. */
        BROKEN,
        END
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    boolean isSymbol(char symbol) {
        return kind == Kind.SYMBOL && text.charAt(0) == symbol;
    }
}
