package io.tidbclient.sandbox.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** SET in its several forms. */
final class SetParser {
    private static final List<String> SCOPES = List.of("global.", "session.", "local.");

    private final Tokens tokens;

    SetParser(Tokens tokens) {
        this.tokens = tokens;
    }

    /** {@code session.time_zone} → {@code time_zone}, in lower case. */
    static String withoutScope(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return SCOPES.stream()
                .filter(lower::startsWith)
                .findFirst()
                .map(scope -> lower.substring(scope.length()))
                .orElse(lower);
    }

    Statement set() throws SqlSyntaxException {
        tokens.expect("SET");
        List<Assignment> assignments = new ArrayList<>();
        do {
            part(assignments);
        } while (tokens.accept(','));
        return new Statement.SetVariables(assignments);
    }

    private void part(List<Assignment> assignments) throws SqlSyntaxException {
        if (tokens.peek().kind() == Token.Kind.USER_VARIABLE) {
            tokens.next();
            equalsSign();
            value();
            return;
        }
        boolean variable = tokens.peek().kind() == Token.Kind.SYSTEM_VARIABLE;
        if (!variable && !tokens.followedBy('=') && !tokens.followedBy(':')) {
            if (special(assignments)) {
                return;
            }
        }
        String name =
                variable ? withoutScope(tokens.next().text()) : tokens.name().toLowerCase(Locale.ROOT);
        equalsSign();
        assignments.add(new Assignment(name, value()));
    }

    /** Whether it was one of the forms that name no variable. A mere scope is passed over, and is not. */
    private boolean special(List<Assignment> assignments) throws SqlSyntaxException {
        if (tokens.accept("NAMES")) {
            characterSet(assignments, true);
            return true;
        }
        if (tokens.accept("CHARSET")) {
            characterSet(assignments, false);
            return true;
        }
        if (tokens.accept("CHARACTER")) {
            tokens.expect("SET");
            characterSet(assignments, false);
            return true;
        }
        if (!tokens.accept("SESSION") && !tokens.accept("LOCAL")) {
            tokens.accept("GLOBAL");
        }
        if (tokens.accept("TRANSACTION")) {
            transaction(assignments);
            return true;
        }
        return false;
    }

    private void characterSet(List<Assignment> assignments, boolean withConnection) throws SqlSyntaxException {
        Optional<String> value = value();
        assignments.add(new Assignment("character_set_client", value));
        assignments.add(new Assignment("character_set_results", value));
        if (withConnection) {
            assignments.add(new Assignment("character_set_connection", value));
        }
        if (tokens.accept("COLLATE")) {
            assignments.add(new Assignment("collation_connection", value()));
        }
    }

    private void transaction(List<Assignment> assignments) throws SqlSyntaxException {
        do {
            if (tokens.accept("READ")) {
                boolean readOnly = tokens.accept("ONLY");
                if (!readOnly) {
                    tokens.expect("WRITE");
                }
                assignments.add(new Assignment("transaction_read_only", Optional.of(readOnly ? "1" : "0")));
            } else {
                tokens.expect("ISOLATION");
                tokens.expect("LEVEL");
                assignments.add(new Assignment("transaction_isolation", Optional.of(isolationLevel())));
            }
        } while (tokens.accept(','));
    }

    private String isolationLevel() throws SqlSyntaxException {
        if (tokens.accept("SERIALIZABLE")) {
            return "SERIALIZABLE";
        }
        if (tokens.accept("REPEATABLE")) {
            tokens.expect("READ");
            return "REPEATABLE-READ";
        }
        tokens.expect("READ");
        if (tokens.accept("COMMITTED")) {
            return "READ-COMMITTED";
        }
        tokens.expect("UNCOMMITTED");
        return "READ-UNCOMMITTED";
    }

    private void equalsSign() throws SqlSyntaxException {
        tokens.accept(':');
        tokens.expect('=');
    }

    private Optional<String> value() throws SqlSyntaxException {
        if (tokens.accept("DEFAULT")) {
            return Optional.empty();
        }
        String sign = tokens.accept('-') ? "-" : "";
        return switch (tokens.peek().kind()) {
            case WORD, QUOTED_NAME, STRING, NUMBER ->
                Optional.of(sign + tokens.next().text());
            // A variable's value would have to be looked up; who restores one sets it back to what it was.
            case SYSTEM_VARIABLE, USER_VARIABLE -> {
                tokens.next();
                yield Optional.empty();
            }
            case SYMBOL, BROKEN, END -> throw tokens.unexpected();
        };
    }
}
