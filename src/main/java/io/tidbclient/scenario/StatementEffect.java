package io.tidbclient.scenario;

import io.tidbclient.sql.SqlLexer;
import io.tidbclient.sql.SqlToken;

import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What a statement does, as far as its words say: to its session's transaction, to rows, the schema and users.
 *
 * @param sql the statement
 */
record StatementEffect(String sql) {
    private static final Set<String> MAIN =
            Set.of("SELECT", "UPDATE", "DELETE", "INSERT", "REPLACE", "TABLE", "VALUES");
    private static final Set<String> WITHOUT_ROWS = Set.of(
            "INSERT",
            "UPDATE",
            "DELETE",
            "REPLACE",
            "BEGIN",
            "START",
            "COMMIT",
            "ROLLBACK",
            "SAVEPOINT",
            "RELEASE",
            "SET",
            "USE",
            "CREATE",
            "ALTER",
            "DROP",
            "TRUNCATE",
            "RENAME",
            "GRANT",
            "REVOKE",
            "KILL",
            "LOCK",
            "UNLOCK",
            "LOAD");
    private static final Set<String> WITH_ROWS =
            Set.of("SELECT", "SHOW", "DESC", "DESCRIBE", "TABLE", "VALUES", "WITH");
    private static final Set<String> SCHEMA = Set.of("CREATE", "ALTER", "DROP", "TRUNCATE", "RENAME");

    /** The first words of what is about users. */
    private static final Pattern ABOUT_USERS = Pattern.compile(
            "(?:GRANT|REVOKE|(?:CREATE(?: OR REPLACE)?|ALTER|DROP|RENAME) (?:USER|ROLE)|SET PASSWORD|FLUSH PRIVILEGES)\\b");

    private static final Pattern ROLLS_BACK = Pattern.compile("(?:XA )?ROLLBACK(?! TO\\b| WORK TO\\b)\\b");

    /** Neither back to a savepoint, nor with AND CHAIN. */
    private static final Pattern END =
            Pattern.compile("(?:COMMIT|ROLLBACK)(?: WORK)?(?: AND NO CHAIN)?(?: (?:NO )?RELEASE)?");

    /** More words than any of the patterns matches. */
    private static final int BEGINNING = 10;

    private static final Set<String> SESSION_SCOPES = Set.of("SET", "SESSION", "LOCAL", ",");
    private static final Set<String> AUTOCOMMIT = Set.of("autocommit", "session.autocommit", "local.autocommit");
    private static final Set<String> OFF = Set.of("0", "OFF", "FALSE");

    String verb() {
        String verb = tokens().filter(token -> !token.isSymbol('('))
                .findFirst()
                .filter(token -> token.kind() == SqlToken.Kind.WORD)
                .map(StatementEffect::upper)
                .orElse("");
        return verb.equals("WITH") ? afterWith() : verb;
    }

    /** Outside of brackets, only names stand between WITH and the main part. */
    private String afterWith() {
        int depth = 0;
        for (Iterator<SqlToken> tokens = SqlLexer.iterator(sql); tokens.hasNext(); ) {
            SqlToken token = tokens.next();
            depth += token.isSymbol('(') ? 1 : token.isSymbol(')') ? -1 : 0;
            if (depth == 0 && token.kind() == SqlToken.Kind.WORD && MAIN.contains(upper(token))) {
                return upper(token);
            }
        }
        return "WITH";
    }

    boolean beginsTransaction() {
        String words = beginning();
        return words.equals("BEGIN") || words.startsWith("BEGIN ") || words.startsWith("START TRANSACTION");
    }

    boolean endsTransaction() {
        return END.matcher(beginning()).matches();
    }

    boolean rollsBack() {
        return ROLLS_BACK.matcher(beginning()).lookingAt();
    }

    /** A scope holds for its own assignment, as on TiDB v8.5.4; on MySQL and MariaDB also for those that follow. */
    boolean turnsAutocommitOff() {
        if (!verb().equals("SET")) {
            return false;
        }
        String scope = "";
        boolean assigned = false;
        for (Iterator<SqlToken> tokens = SqlLexer.iterator(sql); tokens.hasNext(); ) {
            SqlToken token = tokens.next();
            boolean isVariable = switch (token.kind()) {
                case WORD, QUOTED_NAME -> token.text().equalsIgnoreCase("autocommit") && SESSION_SCOPES.contains(scope);
                case SYSTEM_VARIABLE -> AUTOCOMMIT.contains(token.text().toLowerCase(Locale.ROOT));
                case STRING, NUMBER, USER_VARIABLE, SYMBOL, BROKEN, END -> false;
            };
            boolean assigns = token.isSymbol(':') || token.isSymbol('=');
            if (assigned && !assigns && OFF.contains(upper(token))) {
                return true;
            }
            assigned = isVariable || (assigned && assigns);
            scope = upper(token);
        }
        return false;
    }

    boolean neverHasRows() {
        return WITHOUT_ROWS.contains(verb()) && tokens().noneMatch(token -> token.isWord("RETURNING"));
    }

    boolean neverChangesRows() {
        return WITH_ROWS.contains(verb());
    }

    boolean changesUsers() {
        return ABOUT_USERS.matcher(beginning()).lookingAt();
    }

    boolean changesSchema() {
        return SCHEMA.contains(verb());
    }

    /** Its first words in capitals, a blank between them; empty when it begins with something else. */
    private String beginning() {
        return tokens().dropWhile(token -> token.isSymbol('('))
                .takeWhile(token -> token.kind() == SqlToken.Kind.WORD)
                .limit(BEGINNING)
                .map(StatementEffect::upper)
                .collect(Collectors.joining(" "));
    }

    private static String upper(SqlToken token) {
        return token.text().toUpperCase(Locale.ROOT);
    }

    private Stream<SqlToken> tokens() {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(SqlLexer.iterator(sql), Spliterator.ORDERED), false);
    }
}
