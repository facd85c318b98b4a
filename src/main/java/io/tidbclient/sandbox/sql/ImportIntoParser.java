package io.tidbclient.sandbox.sql;

import java.util.Optional;

/** {@code IMPORT INTO table … FROM 'files' [WITH options]}, of which a simulation needs little. */
final class ImportIntoParser {
    private final Tokens tokens;

    ImportIntoParser(Tokens tokens) {
        this.tokens = tokens;
    }

    Statement parse() throws SqlSyntaxException {
        tokens.expect("IMPORT");
        tokens.expect("INTO");
        String first = tokens.name();
        Optional<String> second = tokens.accept('.') ? Optional.of(tokens.name()) : Optional.empty();
        skipToFrom();
        String source = tokens.string();
        if (tokens.accept("FORMAT")) {
            tokens.string();
        }
        boolean detached = false;
        Optional<String> group = Optional.empty();
        if (tokens.accept("WITH")) {
            do {
                Token option = tokens.next();
                if (option.kind() != Token.Kind.WORD) {
                    throw tokens.unexpected();
                }
                detached |= option.isWord("DETACHED");
                if (tokens.accept('=')) {
                    Token value = tokens.next();
                    group = option.isWord("GROUP_KEY") ? Optional.of(value.text()) : group;
                }
            } while (tokens.accept(','));
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
        while (depth > 0 || !tokens.peek().isWord("FROM")) {
            Token token = tokens.next();
            if (token.kind() == Token.Kind.END || token.kind() == Token.Kind.BROKEN) {
                throw tokens.unexpected();
            }
            depth += token.isSymbol('(') ? 1 : token.isSymbol(')') ? -1 : 0;
        }
        tokens.expect("FROM");
    }
}
