package io.tidbclient.scenario;

import io.tidbclient.sql.SqlLexer;
import io.tidbclient.sql.SqlToken;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A statement with named values in it, {@code :name}, which are bound as parameters. Strings, quoted names and comments
 * are not changed; what stands in {@code /*! … *}{@code /} is no comment.
 *
 * @param written as the script has it
 * @param jdbc with a question mark for each name
 * @param names in the order of their question marks
 */
public record SqlText(String written, String jdbc, List<String> names) {
    public SqlText {
        names = List.copyOf(names);
    }

    /**
     * Finds the names, up to where the statement cannot be read: in a quote without an end, for example.
     *
     * @throws IllegalArgumentException when there is nothing but blanks, or a bare question mark; without a full stop
     */
    public static SqlText parse(String written) {
        String statement = written.strip();
        while (statement.endsWith(";")) {
            statement = statement.substring(0, statement.length() - 1).strip();
        }
        if (statement.isEmpty()) {
            throw new IllegalArgumentException("the statement is empty; write one");
        }
        List<String> names = new ArrayList<>();
        StringBuilder jdbc = new StringBuilder();
        int done = 0;
        int colon = -1;
        for (Iterator<SqlToken> tokens = SqlLexer.iterator(statement); tokens.hasNext(); ) {
            SqlToken token = tokens.next();
            if (token.isSymbol('?')) {
                throw new IllegalArgumentException("a '?' has no value here; write :name and save or declare the name");
            }
            if (colon >= 0 && token.start() == colon + 1 && isName(token)) {
                jdbc.append(statement, done, colon).append('?');
                names.add(token.text());
                done = token.end();
            }
            colon = token.isSymbol(':') ? token.start() : -1;
        }
        jdbc.append(statement, done, statement.length());
        return new SqlText(statement, jdbc.toString(), names);
    }

    /** As the script has it, on one line. */
    public String onOneLine() {
        return written.replaceAll("\\s+", " ");
    }

    static boolean isName(SqlToken token) {
        return token.kind() == SqlToken.Kind.WORD && token.text().matches("[A-Za-z_][A-Za-z0-9_]*");
    }

    /** What its names stand for, in their order; those without a value are left out. */
    public Map<String, Scalar> bound(Map<String, Scalar> values) {
        Map<String, Scalar> bound = new LinkedHashMap<>();
        names.forEach(name -> Optional.ofNullable(values.get(name)).ifPresent(value -> bound.put(name, value)));
        return bound;
    }

    /** What the statement does: its first word in capitals, after WITH that of its main part; empty when it has none. */
    public String verb() {
        return effect().verb();
    }

    /** Whether a transaction is open after it in any case. */
    public boolean beginsTransaction() {
        return effect().beginsTransaction();
    }

    /** Whether no transaction is open after it that was before. */
    public boolean endsTransaction() {
        return effect().endsTransaction();
    }

    /** Whether it undoes the whole transaction, and not only what came after a savepoint. */
    public boolean rollsBack() {
        return effect().rollsBack();
    }

    /** Whether it turns autocommit off for its session: what comes then is committed by COMMIT alone. */
    public boolean turnsAutocommitOff() {
        return effect().turnsAutocommitOff();
    }

    /** Whether it can never answer with rows. MariaDB's RETURNING can. */
    public boolean neverHasRows() {
        return effect().neverHasRows();
    }

    /** Whether it can never report how many rows it changed. */
    public boolean neverChangesRows() {
        return effect().neverChangesRows();
    }

    /** Whether it changes users or their rights, or has them read anew. */
    public boolean changesUsers() {
        return effect().changesUsers();
    }

    /** Whether it changes the schema, and so may wait for transactions that use the table. */
    public boolean changesSchema() {
        return effect().changesSchema();
    }

    /** Whether it takes a lock of GET_LOCK. */
    public boolean takesUserLock() {
        return UserLockCall.in(written).isPresent();
    }

    /**
     * The name of the first lock that it takes with GET_LOCK; empty when it takes none, or computes the name.
     *
     * @param values what names stand for
     */
    public String userLock(Map<String, Scalar> values) {
        return UserLockCall.in(written).map(call -> call.lock(values)).orElse("");
    }

    private StatementEffect effect() {
        return new StatementEffect(written);
    }
}
