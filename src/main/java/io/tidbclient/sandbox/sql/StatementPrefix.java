package io.tidbclient.sandbox.sql;

import io.tidbclient.sql.SqlLexer;
import io.tidbclient.sql.SqlToken;

import java.util.List;

/**
 * The beginning of a statement, by its words: {@code show import} is the beginning of {@code SHOW  IMPORT JOBS}, and
 * {@code SELECT 1} is not that of {@code SELECT 10}. An empty one begins every statement.
 */
public final class StatementPrefix {
    private final String text;
    private final List<SqlToken> sqlTokens;

    private StatementPrefix(String text) {
        this.text = text;
        this.sqlTokens = words(text);
    }

    /** Of the words as written. */
    public static StatementPrefix of(String text) {
        return new StatementPrefix(text);
    }

    /** The one that begins every statement. */
    public static StatementPrefix any() {
        return new StatementPrefix("");
    }

    /** Whether the statement begins so, comments and letter case aside. */
    public boolean matches(String sql) {
        List<SqlToken> others = words(sql);
        if (others.size() < sqlTokens.size()) {
            return false;
        }
        for (int i = 0; i < sqlTokens.size(); i++) {
            SqlToken mine = sqlTokens.get(i);
            SqlToken other = others.get(i);
            if (mine.kind() != other.kind() || !mine.text().equalsIgnoreCase(other.text())) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StatementPrefix prefix && prefix.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    private static List<SqlToken> words(String sql) {
        List<SqlToken> all = SqlLexer.tokens(sql);
        return all.subList(0, all.size() - 1);
    }
}
