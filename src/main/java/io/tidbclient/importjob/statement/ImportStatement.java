package io.tidbclient.importjob.statement;

import io.tidbclient.sql.SqlLexer;
import io.tidbclient.sql.SqlToken;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A statement {@code IMPORT INTO table … FROM 'files' …} that runs in the background: with {@code DETACHED} the server
 * answers at once with the job (seen on v8.5.4); without it the connection would be busy to the end.
 *
 * @param sql to be sent as it is; may hold secrets, so it is never logged or shown
 * @param table the target as it is written
 * @param name the target; empty where its name is not understood
 * @param namesDatabase whether the target is written with its database
 * @param added whether {@code DETACHED} was added
 */
public record ImportStatement(
        String sql, String table, Optional<TableName> name, boolean namesDatabase, boolean added) {
    private static final String DETACHED = "DETACHED";

    /**
     * Reads one statement, with or without {@code DETACHED} and a semicolon at its end.
     *
     * @throws IllegalArgumentException when it is anything but one {@code IMPORT INTO … FROM 'files'}; the message is a
     *     sentence without its full stop, and quotes nothing of the statement
     */
    public static ImportStatement parse(String text) {
        return new Parser(text).parse();
    }

    /** Without the statement, which may hold secrets. */
    @Override
    public String toString() {
        return "IMPORT INTO " + table;
    }

    private static final class Parser {
        private final String text;
        private final List<SqlToken> tokens;
        private int at;

        Parser(String text) {
            this.text = text;
            this.tokens = SqlLexer.plainTokens(text);
            if (tokens.getLast().kind() == SqlToken.Kind.BROKEN) {
                throw new IllegalArgumentException(tokens.getLast().text());
            }
        }

        ImportStatement parse() {
            if (peek().kind() == SqlToken.Kind.END) {
                throw new IllegalArgumentException("there is no statement; give an IMPORT INTO … FROM '…'");
            }
            if (!accept("IMPORT") || !accept("INTO")) {
                throw new IllegalArgumentException(
                        "it is not an IMPORT INTO, and this command sends nothing else; use a SQL client for it");
            }
            int start = peek().start();
            int first = at;
            boolean namesDatabase = table();
            String table = text.substring(start, tokens.get(at - 1).end());
            Optional<TableName> name = endsTable(peek()) ? tableName(first, namesDatabase) : Optional.empty();
            toFrom();
            if (peek().isWord("SELECT")
                    || peek().isWord("WITH")
                    || peek().isSymbol('(')
                    || peek().isWord("TABLE")
                    || peek().isWord("VALUES")) {
                throw new IllegalArgumentException("IMPORT INTO … FROM SELECT cannot run in the background, and the"
                        + " server does not list it as a job; run it in a SQL client");
            }
            if (peek().kind() != SqlToken.Kind.STRING) {
                throw new IllegalArgumentException("FROM is not followed by the files' location in quotes");
            }
            next();
            if (accept("FORMAT") && next().kind() != SqlToken.Kind.STRING) {
                throw new IllegalArgumentException("FORMAT is not followed by a format in quotes");
            }
            boolean hasOptions = accept("WITH");
            boolean detached = hasOptions && options();
            int end = tokens.get(at - 1).end();
            while (peek().isSymbol(';')) {
                next();
            }
            refuseLoadDataClause();
            if (peek().kind() != SqlToken.Kind.END) {
                throw new IllegalArgumentException(
                        "something follows the end of the IMPORT INTO; give one statement and nothing else");
            }
            String body = text.substring(tokens.getFirst().start(), end);
            String added = (hasOptions ? ", " : " WITH ") + DETACHED;
            return new ImportStatement(detached ? body : body + added, table, name, namesDatabase, !detached);
        }

        /** One of LOAD DATA's clauses, wherever that statement allows it. */
        private void refuseLoadDataClause() {
            SqlToken after = tokens.get(Math.min(at + 1, tokens.size() - 1));
            boolean format = Stream.of("FIELDS", "COLUMNS", "LINES").anyMatch(peek()::isWord)
                    && Stream.of("TERMINATED", "ENCLOSED", "OPTIONALLY", "ESCAPED", "STARTING")
                            .anyMatch(after::isWord);
            if (format || (peek().isWord("IGNORE") && after.kind() == SqlToken.Kind.NUMBER)) {
                throw new IllegalArgumentException(
                        "IMPORT INTO has no FIELDS, LINES or IGNORE as LOAD DATA has; use options"
                                + " after WITH, as in WITH fields_terminated_by=';', lines_terminated_by='\\n', skip_rows=1");
            }
        }

        /** Past the target; whether it is written with its database. */
        private boolean table() {
            name();
            boolean first = accept('.');
            if (first) {
                name();
            }
            return first;
        }

        private Optional<TableName> tableName(int first, boolean namesDatabase) {
            Optional<String> table = TableName.part(tokens.get(at - 1));
            if (!namesDatabase) {
                return table.map(name -> new TableName(Optional.empty(), name));
            }
            return TableName.part(tokens.get(first))
                    .flatMap(schema -> table.map(name -> new TableName(Optional.of(schema), name)));
        }

        /** Whether the name before it is complete: what a server does not know here may belong to the name. */
        private static boolean endsTable(SqlToken next) {
            return next.isSymbol('(') || next.isWord("SET") || next.isWord("FROM");
        }

        private void name() {
            SqlToken token = next();
            boolean name = token.kind() == SqlToken.Kind.WORD || token.kind() == SqlToken.Kind.QUOTED_NAME;
            if (!name && token.kind() != SqlToken.Kind.NUMBER) {
                throw new IllegalArgumentException("INTO is not followed by a table's name");
            }
        }

        /** Past the list of columns and the SET clause, whatever is in them. */
        private void toFrom() {
            int depth = 0;
            while (depth > 0 || !peek().isWord("FROM")) {
                refuseLoadDataClause();
                SqlToken token = next();
                if (token.kind() == SqlToken.Kind.END || token.isSymbol(';')) {
                    throw new IllegalArgumentException("it has no FROM with the files' location");
                }
                depth += token.isSymbol('(') ? 1 : token.isSymbol(')') ? -1 : 0;
            }
            next();
        }

        /** Past the options; whether DETACHED is among them. */
        private boolean options() {
            boolean detached = false;
            do {
                refuseLoadDataClause();
                SqlToken option = next();
                if (option.kind() != SqlToken.Kind.WORD && option.kind() != SqlToken.Kind.QUOTED_NAME) {
                    throw new IllegalArgumentException("WITH is not followed by options");
                }
                detached |= option.isWord(DETACHED)
                        || (option.kind() == SqlToken.Kind.QUOTED_NAME
                                && option.text().equalsIgnoreCase(DETACHED));
                if (peek().isSymbol('=')) {
                    next();
                    value();
                }
            } while (accept(','));
            return detached;
        }

        /** A string, a word, or a number with its sign and its point. */
        private void value() {
            boolean any = false;
            while (peek().kind() != SqlToken.Kind.END && !peek().isSymbol(',') && !peek().isSymbol(';')) {
                refuseLoadDataClause();
                SqlToken token = next();
                any = true;
                if (!isValue(token)) {
                    throw new IllegalArgumentException("an option's value is neither a word, a number nor in quotes");
                }
            }
            if (!any) {
                throw new IllegalArgumentException("an option has no value after its =");
            }
        }

        private static boolean isValue(SqlToken token) {
            return switch (token.kind()) {
                case WORD, NUMBER, STRING, QUOTED_NAME -> true;
                case SYMBOL -> token.isSymbol('-') || token.isSymbol('+') || token.isSymbol('.');
                case SYSTEM_VARIABLE, USER_VARIABLE, BROKEN, END -> false;
            };
        }

        private SqlToken peek() {
            return tokens.get(at);
        }

        private SqlToken next() {
            SqlToken token = peek();
            if (token.kind() != SqlToken.Kind.END) {
                at++;
            }
            return token;
        }

        private boolean accept(String word) {
            boolean there = peek().isWord(word);
            if (there) {
                next();
            }
            return there;
        }

        private boolean accept(char symbol) {
            boolean there = peek().isSymbol(symbol);
            if (there) {
                next();
            }
            return there;
        }
    }
}
