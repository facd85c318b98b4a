package io.tidbclient.sandbox.sql;

import io.tidbclient.sql.SqlToken;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** SET in its several forms. */
final class SetParser {
    private static final List<String> SCOPES = List.of("global.", "session.", "local.");

    private final SqlTokens sqlTokens;

    SetParser(SqlTokens sqlTokens) {
        this.sqlTokens = sqlTokens;
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
        sqlTokens.expect("SET");
        List<Assignment> assignments = new ArrayList<>();
        do {
            part(assignments);
        } while (sqlTokens.accept(','));
        return new Statement.SetVariables(assignments);
    }

    private void part(List<Assignment> assignments) throws SqlSyntaxException {
        if (sqlTokens.peek().kind() == SqlToken.Kind.USER_VARIABLE) {
            sqlTokens.next();
            equalsSign();
            value();
            return;
        }
        boolean variable = sqlTokens.peek().kind() == SqlToken.Kind.SYSTEM_VARIABLE;
        if (!variable && !sqlTokens.followedBy('=') && !sqlTokens.followedBy(':')) {
            if (special(assignments)) {
                return;
            }
        }
        String name = variable
                ? withoutScope(sqlTokens.next().text())
                : sqlTokens.name().toLowerCase(Locale.ROOT);
        equalsSign();
        assignments.add(new Assignment(name, value()));
    }

    /** Whether it was one of the forms that name no variable. A mere scope is passed over, and is not. */
    private boolean special(List<Assignment> assignments) throws SqlSyntaxException {
        if (sqlTokens.accept("NAMES")) {
            characterSet(assignments, true);
            return true;
        }
        if (sqlTokens.accept("CHARSET")) {
            characterSet(assignments, false);
            return true;
        }
        if (sqlTokens.accept("CHARACTER")) {
            sqlTokens.expect("SET");
            characterSet(assignments, false);
            return true;
        }
        if (!sqlTokens.accept("SESSION") && !sqlTokens.accept("LOCAL")) {
            sqlTokens.accept("GLOBAL");
        }
        if (sqlTokens.accept("TRANSACTION")) {
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
        if (sqlTokens.accept("COLLATE")) {
            assignments.add(new Assignment("collation_connection", value()));
        }
    }

    private void transaction(List<Assignment> assignments) throws SqlSyntaxException {
        do {
            if (sqlTokens.accept("READ")) {
                boolean readOnly = sqlTokens.accept("ONLY");
                if (!readOnly) {
                    sqlTokens.expect("WRITE");
                }
                assignments.add(new Assignment("transaction_read_only", Optional.of(readOnly ? "1" : "0")));
            } else {
                sqlTokens.expect("ISOLATION");
                sqlTokens.expect("LEVEL");
                assignments.add(new Assignment("transaction_isolation", Optional.of(isolationLevel())));
            }
        } while (sqlTokens.accept(','));
    }

    private String isolationLevel() throws SqlSyntaxException {
        if (sqlTokens.accept("SERIALIZABLE")) {
            return "SERIALIZABLE";
        }
        if (sqlTokens.accept("REPEATABLE")) {
            sqlTokens.expect("READ");
            return "REPEATABLE-READ";
        }
        sqlTokens.expect("READ");
        if (sqlTokens.accept("COMMITTED")) {
            return "READ-COMMITTED";
        }
        sqlTokens.expect("UNCOMMITTED");
        return "READ-UNCOMMITTED";
    }

    private void equalsSign() throws SqlSyntaxException {
        sqlTokens.accept(':');
        sqlTokens.expect('=');
    }

    private Optional<String> value() throws SqlSyntaxException {
        if (sqlTokens.accept("DEFAULT")) {
            return Optional.empty();
        }
        String sign = sqlTokens.accept('-') ? "-" : "";
        return switch (sqlTokens.peek().kind()) {
            case WORD, QUOTED_NAME, STRING, NUMBER ->
                Optional.of(sign + sqlTokens.next().text());
            // A variable's value would have to be looked up; who restores one sets it back to what it was.
            case SYSTEM_VARIABLE, USER_VARIABLE -> {
                sqlTokens.next();
                yield Optional.empty();
            }
            case SYMBOL, BROKEN, END -> throw sqlTokens.unexpected();
        };
    }
}
