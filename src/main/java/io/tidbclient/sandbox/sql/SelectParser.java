package io.tidbclient.sandbox.sql;

import io.tidbclient.sandbox.wire.ColumnType;

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

    private final Tokens tokens;

    SelectParser(Tokens tokens) {
        this.tokens = tokens;
    }

    Statement select() throws SqlSyntaxException {
        tokens.expect("SELECT");
        List<SelectItem> items = new ArrayList<>();
        do {
            items.add(item());
        } while (tokens.accept(','));
        if (tokens.accept("FROM")) {
            tokens.expect("DUAL");
        }
        return new Statement.Select(items, limitedToNothing());
    }

    private SelectItem item() throws SqlSyntaxException {
        Token first = tokens.peek();
        Expression expression = expression();
        String written = label(first, expression);
        return new SelectItem(expression, alias().orElse(written));
    }

    private String label(Token first, Expression expression) {
        // A string's column is called by its content, a NULL's always NULL (seen on v8.5.4).
        if (first.kind() == Token.Kind.STRING) {
            return first.text();
        }
        if (expression instanceof Expression.Literal literal && literal.type() == ColumnType.NULL) {
            return "NULL";
        }
        return tokens.textFrom(first);
    }

    private Optional<String> alias() throws SqlSyntaxException {
        boolean announced = tokens.accept("AS");
        Token token = tokens.peek();
        boolean named = switch (token.kind()) {
            case STRING, QUOTED_NAME -> true;
            case WORD -> announced || !AFTER_AN_ITEM.contains(token.text().toUpperCase(Locale.ROOT));
            case NUMBER, SYSTEM_VARIABLE, USER_VARIABLE, SYMBOL, BROKEN, END -> false;
        };
        if (named) {
            return Optional.of(tokens.next().text());
        }
        if (announced) {
            throw tokens.unexpected();
        }
        return Optional.empty();
    }

    private Expression expression() throws SqlSyntaxException {
        return switch (tokens.peek().kind()) {
            case SYSTEM_VARIABLE ->
                new Expression.SystemVariable(
                        SetParser.withoutScope(tokens.next().text()));
            case USER_VARIABLE -> new Expression.UserVariable(tokens.next().text());
            case WORD -> word();
            case STRING, NUMBER, SYMBOL -> literal();
            case QUOTED_NAME -> new Expression.Name(tokens.next().text());
            case BROKEN, END -> throw tokens.unexpected();
        };
    }

    private Expression word() throws SqlSyntaxException {
        String word = tokens.peek().text().toUpperCase(Locale.ROOT);
        if (tokens.followedBy('(')) {
            return call();
        }
        if (CALLED_WITHOUT_PARENTHESES.contains(word)) {
            return new Expression.Call(tokens.next().text(), List.of());
        }
        return switch (word) {
            case "NULL", "TRUE", "FALSE" -> literal();
            case "FROM" -> throw tokens.unexpected();
            default -> new Expression.Name(tokens.next().text());
        };
    }

    private Expression call() throws SqlSyntaxException {
        String name = tokens.name();
        tokens.expect('(');
        List<Expression.Literal> arguments = new ArrayList<>();
        if (!tokens.accept(')')) {
            do {
                arguments.add(literal());
            } while (tokens.accept(','));
            tokens.expect(')');
        }
        return new Expression.Call(name, arguments);
    }

    private Expression.Literal literal() throws SqlSyntaxException {
        if (tokens.accept("NULL")) {
            return new Expression.Literal(Optional.empty(), ColumnType.NULL, 0);
        }
        if (tokens.accept("TRUE")) {
            return new Expression.Literal(Optional.of("1"), ColumnType.BIGINT, 0);
        }
        if (tokens.accept("FALSE")) {
            return new Expression.Literal(Optional.of("0"), ColumnType.BIGINT, 0);
        }
        if (tokens.peek().kind() == Token.Kind.STRING) {
            return new Expression.Literal(Optional.of(tokens.next().text()), ColumnType.VARCHAR, 0);
        }
        boolean negative = tokens.accept('-');
        if (!negative) {
            tokens.accept('+');
        }
        return number(negative);
    }

    private Expression.Literal number(boolean negative) throws SqlSyntaxException {
        Token token = tokens.peek();
        // Up to 18 digits fit a BIGINT whatever they are; 30 decimals are all a DECIMAL has.
        boolean whole = token.text().chars().allMatch(c -> c >= '0' && c <= '9');
        int point = token.text().indexOf('.');
        int decimals = whole ? 0 : token.text().length() - point - 1;
        boolean tooLong = whole
                ? token.text().length() > 18
                : decimals > 30 || token.text().length() > 60;
        if (token.kind() != Token.Kind.NUMBER || point != token.text().lastIndexOf('.') || tooLong) {
            throw tokens.unexpected();
        }
        tokens.next();
        String text = (negative ? "-" : "") + token.text();
        return new Expression.Literal(Optional.of(text), whole ? ColumnType.BIGINT : ColumnType.DECIMAL, decimals);
    }

    private boolean limitedToNothing() throws SqlSyntaxException {
        return tokens.accept("LIMIT") && tokens.wholeNumber() == 0;
    }
}
