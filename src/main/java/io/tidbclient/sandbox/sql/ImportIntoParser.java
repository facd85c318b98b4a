package io.tidbclient.sandbox.sql;

import io.tidbclient.sql.SqlToken;

import java.util.Optional;

/** {@code IMPORT INTO table … FROM 'files' [WITH options]}, of which a simulation needs little. */
final class ImportIntoParser {
    private final SqlTokens sqlTokens;

    ImportIntoParser(SqlTokens sqlTokens) {
        this.sqlTokens = sqlTokens;
    }

    Statement parse() throws SqlSyntaxException {
        sqlTokens.expect("IMPORT");
        sqlTokens.expect("INTO");
        String first = sqlTokens.name();
        Optional<String> second = sqlTokens.accept('.') ? Optional.of(sqlTokens.name()) : Optional.empty();
        skipToFrom();
        String source = sqlTokens.string();
        if (sqlTokens.accept("FORMAT")) {
            sqlTokens.string();
        }
        boolean detached = false;
        Optional<String> group = Optional.empty();
        if (sqlTokens.accept("WITH")) {
            do {
                SqlToken option = sqlTokens.next();
                if (option.kind() != SqlToken.Kind.WORD) {
                    throw sqlTokens.unexpected();
                }
                detached |= option.isWord("DETACHED");
                if (sqlTokens.accept('=')) {
                    SqlToken value = sqlTokens.next();
                    group = option.isWord("GROUP_KEY") ? Optional.of(value.text()) : group;
                }
            } while (sqlTokens.accept(','));
        }
        return new Statement.ImportInto(
                second.isPresent() ? Optional.of(first) : Optional.empty(),
                second.orElse(first),
                source,
                detached,
                group);
    }

    private void skipToFrom() throws SqlSyntaxException {
        int depth = 0;
        while (depth > 0 || !sqlTokens.peek().isWord("FROM")) {
            SqlToken sqlToken = sqlTokens.next();
            if (sqlToken.kind() == SqlToken.Kind.END || sqlToken.kind() == SqlToken.Kind.BROKEN) {
                throw sqlTokens.unexpected();
            }
            depth += sqlToken.isSymbol('(') ? 1 : sqlToken.isSymbol(')') ? -1 : 0;
        }
        sqlTokens.expect("FROM");
    }
}
