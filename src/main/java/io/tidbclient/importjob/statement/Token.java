package io.tidbclient.importjob.statement;

/**
 * A piece of a statement.
 *
 * @param kind what it is
 * @param text as it is written
 * @param start where it begins, from 0
 * @param end just behind its last character
 */
record Token(Kind kind, String text, int start, int end) {
    enum Kind {
        WORD,
        QUOTED_NAME,
        STRING,
        SYMBOL,
        END
    }

    boolean is(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    boolean is(char symbol) {
        return kind == Kind.SYMBOL && text.charAt(0) == symbol;
    }
}
