package io.tidbclient.sandbox.sql;

import io.tidbclient.sandbox.wire.ColumnType;
import io.tidbclient.sql.SqlToken;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** SELECT without tables: constants, variables and functions. */
final class SelectParser {
    private static final Set<String> CALLED_WITHOUT_PARENTHESES =
            Set.of("CURRENT_USER", "CURRENT_TIMESTAMP", "CURRENT_DATE", "LOCALTIME", "LOCALTIMESTAMP", "UTC_TIMESTAMP");
    private static final Set<String> AFTER_AN_ITEM =
            Set.of("FROM", "LIMIT", "WHERE", "UNION", "GROUP", "ORDER", "HAVING", "INTO", "FOR");

    private final SqlTokens sqlTokens;

    SelectParser(SqlTokens sqlTokens) {
        this.sqlTokens = sqlTokens;
    }

    Statement select() throws SqlSyntaxException {
        sqlTokens.expect("SELECT");
        List<SelectItem> items = new ArrayList<>();
        do {
            items.add(item());
        } while (sqlTokens.accept(','));
        if (sqlTokens.accept("FROM")) {
            sqlTokens.expect("DUAL");
        }
        return new Statement.Select(items, limitedToNothing());
    }

    private SelectItem item() throws SqlSyntaxException {
        SqlToken first = sqlTokens.peek();
        Expression expression = expression();
        String written = label(first, expression);
        return new SelectItem(expression, alias().orElse(written));
    }

    private String label(SqlToken first, Expression expression) {
        // A string's column is called by its content, a NULL's always NULL (seen on v8.5.4).
        if (first.kind() == SqlToken.Kind.STRING) {
            return first.text();
        }
        if (expression instanceof Expression.Literal literal && literal.type() == ColumnType.NULL) {
            return "NULL";
        }
        return sqlTokens.textFrom(first);
    }

    private Optional<String> alias() throws SqlSyntaxException {
        boolean announced = sqlTokens.accept("AS");
        SqlToken sqlToken = sqlTokens.peek();
        boolean named = switch (sqlToken.kind()) {
            case STRING, QUOTED_NAME -> true;
            case WORD -> announced || !AFTER_AN_ITEM.contains(sqlToken.text().toUpperCase(Locale.ROOT));
            case NUMBER, SYSTEM_VARIABLE, USER_VARIABLE, SYMBOL, BROKEN, END -> false;
        };
        if (named) {
            return Optional.of(sqlTokens.next().text());
        }
        if (announced) {
            throw sqlTokens.unexpected();
        }
        return Optional.empty();
    }

    private Expression expression() throws SqlSyntaxException {
        return switch (sqlTokens.peek().kind()) {
            case SYSTEM_VARIABLE ->
                new Expression.SystemVariable(
                        SetParser.withoutScope(sqlTokens.next().text()));
            case USER_VARIABLE -> new Expression.UserVariable(sqlTokens.next().text());
            case WORD -> word();
            case STRING, NUMBER, SYMBOL -> literal();
            case QUOTED_NAME -> new Expression.Name(sqlTokens.next().text());
            case BROKEN, END -> throw sqlTokens.unexpected();
        };
    }

    private Expression word() throws SqlSyntaxException {
        String word = sqlTokens.peek().text().toUpperCase(Locale.ROOT);
        if (sqlTokens.followedBy('(')) {
            return call();
        }
        if (CALLED_WITHOUT_PARENTHESES.contains(word)) {
            return new Expression.Call(sqlTokens.next().text(), List.of());
        }
        return switch (word) {
            case "NULL", "TRUE", "FALSE" -> literal();
            case "FROM" -> throw sqlTokens.unexpected();
            default -> new Expression.Name(sqlTokens.next().text());
        };
    }

    private Expression call() throws SqlSyntaxException {
        String name = sqlTokens.name();
        sqlTokens.expect('(');
        List<Expression.Literal> arguments = new ArrayList<>();
        if (!sqlTokens.accept(')')) {
            do {
                arguments.add(literal());
            } while (sqlTokens.accept(','));
            sqlTokens.expect(')');
        }
        return new Expression.Call(name, arguments);
    }

    private Expression.Literal literal() throws SqlSyntaxException {
        if (sqlTokens.accept("NULL")) {
            return new Expression.Literal(Optional.empty(), ColumnType.NULL, 0);
        }
        if (sqlTokens.accept("TRUE")) {
            return new Expression.Literal(Optional.of("1"), ColumnType.BIGINT, 0);
        }
        if (sqlTokens.accept("FALSE")) {
            return new Expression.Literal(Optional.of("0"), ColumnType.BIGINT, 0);
        }
        if (sqlTokens.peek().kind() == SqlToken.Kind.STRING) {
            return new Expression.Literal(Optional.of(sqlTokens.next().text()), ColumnType.VARCHAR, 0);
        }
        boolean negative = sqlTokens.accept('-');
        if (!negative) {
            sqlTokens.accept('+');
        }
        return number(negative);
    }

    private Expression.Literal number(boolean negative) throws SqlSyntaxException {
        SqlToken sqlToken = sqlTokens.peek();
        // Up to 18 digits fit a BIGINT whatever they are; 30 decimals are all a DECIMAL has.
        boolean whole = sqlToken.text().chars().allMatch(c -> c >= '0' && c <= '9');
        int point = sqlToken.text().indexOf('.');
        int decimals = whole ? 0 : sqlToken.text().length() - point - 1;
        boolean tooLong = whole
                ? sqlToken.text().length() > 18
                : decimals > 30 || sqlToken.text().length() > 60;
        if (sqlToken.kind() != SqlToken.Kind.NUMBER || point != sqlToken.text().lastIndexOf('.') || tooLong) {
            throw sqlTokens.unexpected();
        }
        sqlTokens.next();
        String text = (negative ? "-" : "") + sqlToken.text();
        return new Expression.Literal(Optional.of(text), whole ? ColumnType.BIGINT : ColumnType.DECIMAL, decimals);
    }

    private boolean limitedToNothing() throws SqlSyntaxException {
        return sqlTokens.accept("LIMIT") && sqlTokens.wholeNumber() == 0;
    }
}
