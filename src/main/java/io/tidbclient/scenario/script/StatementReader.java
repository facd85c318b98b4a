package io.tidbclient.scenario.script;

import io.tidbclient.scenario.SqlText;
import io.tidbclient.sql.SqlLexer;
import io.tidbclient.sql.SqlToken;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Reads a statement, or a list of statements, of which nothing is expected. */
final class StatementReader {
    private final StepReader steps;

    StatementReader(StepReader steps) {
        this.steps = steps;
    }

    /** None without an entry. */
    List<SqlText> read(Field.Entry entry, String what) {
        if (entry == null) {
            return List.of();
        }
        List<Field> items = entry.value().oneOrMore(what, "a list of statements");
        List<SqlText> statements = new ArrayList<>();
        for (Field item : items) {
            SqlText statement = steps.sql(item);
            if (items.size() > 1 && !hasMatchingParentheses(statement.written())) {
                throw item.wrong("the parentheses of this statement do not match; where a list stands in [ ], a comma"
                        + " ends a statement: write each statement on a line of its own, behind a dash");
            }
            statements.add(statement);
        }
        return statements;
    }

    private static boolean hasMatchingParentheses(String sql) {
        int open = 0;
        Iterator<SqlToken> tokens = SqlLexer.iterator(sql);
        while (tokens.hasNext()) {
            SqlToken token = tokens.next();
            if (token.kind() == SqlToken.Kind.BROKEN) {
                return true;
            }
            open += token.isSymbol('(') ? 1 : token.isSymbol(')') ? -1 : 0;
            if (open < 0) {
                return false;
            }
        }
        return open == 0;
    }
}
