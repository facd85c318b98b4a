package io.tidbclient.scenario;

import io.tidbclient.sql.SqlLexer;
import io.tidbclient.sql.SqlToken;

import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * The first call of GET_LOCK in a statement.
 *
 * @param first what follows its bracket
 * @param second what follows that
 * @param third what follows that
 */
record UserLockCall(SqlToken first, SqlToken second, SqlToken third) {
    private static final SqlToken NONE = new SqlToken(SqlToken.Kind.END, "", 0, 0);

    /** The call in a statement; empty when there is none. */
    static Optional<UserLockCall> in(String sql) {
        Iterator<SqlToken> tokens = SqlLexer.iterator(sql);
        SqlToken before = NONE;
        while (tokens.hasNext()) {
            SqlToken token = tokens.next();
            if (before.isWord("GET_LOCK") && token.isSymbol('(')) {
                return Optional.of(new UserLockCall(next(tokens), next(tokens), next(tokens)));
            }
            before = token;
        }
        return Optional.empty();
    }

    private static SqlToken next(Iterator<SqlToken> tokens) {
        return tokens.hasNext() ? tokens.next() : NONE;
    }

    /**
     * The lock's name; empty when it is computed.
     *
     * @param values what names stand for
     */
    String lock(Map<String, Scalar> values) {
        if (first.kind() == SqlToken.Kind.STRING && second.isSymbol(',')) {
            return first.text();
        }
        boolean named = first.isSymbol(':') && SqlText.isName(second) && third.isSymbol(',');
        return named
                ? Optional.ofNullable(values.get(second.text()))
                        .map(Scalar::shown)
                        .orElse("")
                : "";
    }
}
