package io.tidbclient.sql;

/**
 * A piece of a statement.
 *
 * @param kind what it is
 * @param text without quotes and escapes; for variables without the {@code @}s; of a BROKEN one why it is
 * @param start where it begins in the statement, from 0
 * @param end just behind its last character
 */
public record SqlToken(Kind kind, String text, int start, int end) {
    /** What a token is. */
    public enum Kind {
        WORD,
        QUOTED_NAME,
        STRING,
        NUMBER,
        SYSTEM_VARIABLE,
        USER_VARIABLE,
        SYMBOL,
        /** A quote or comment that does not end, a comment that is refused, or a character that begins nothing. */
        BROKEN,
        END
    }

    /** Whether it is this word, in any case and without quotes. */
    public boolean isWord(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    /** Whether it is this symbol. */
    public boolean isSymbol(char symbol) {
        return kind == Kind.SYMBOL && text.charAt(0) == symbol;
    }
}
