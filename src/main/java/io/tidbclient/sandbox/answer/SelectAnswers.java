package io.tidbclient.sandbox.answer;

import io.tidbclient.sandbox.instance.Instance;
import io.tidbclient.sandbox.instance.SandboxSession;
import io.tidbclient.sandbox.instance.Variable;
import io.tidbclient.sandbox.sql.Expression;
import io.tidbclient.sandbox.sql.SelectItem;
import io.tidbclient.sandbox.sql.Statement;
import io.tidbclient.sandbox.wire.ColumnType;
import io.tidbclient.sandbox.wire.ServerReply;
import io.tidbclient.sandbox.wire.WireColumn;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** SELECT. */
final class SelectAnswers {
    /** As many as a table may have; also what keeps an answer small. */
    private static final int MOST_COLUMNS = 1017;

    private final Instance instance;
    private final SandboxSession session;

    SelectAnswers(Instance instance, SandboxSession session) {
        this.instance = instance;
        this.session = session;
    }

    ServerReply answer(Statement.Select select) throws StatementException {
        if (select.items().size() > MOST_COLUMNS) {
            throw new StatementException(ErrorCatalog.tooManyColumns());
        }
        Functions functions = new Functions(instance, session);
        List<WireColumn> wireColumns = new ArrayList<>();
        List<Optional<String>> row = new ArrayList<>();
        for (SelectItem item : select.items()) {
            Value value = evaluate(item.expression(), functions);
            wireColumns.add(new WireColumn(item.label(), value.type(), value.decimals()));
            row.add(value.text());
        }
        return new ServerReply.Rows(wireColumns, select.empty() ? List.of() : List.of(row));
    }

    private Value evaluate(Expression expression, Functions functions) throws StatementException {
        return switch (expression) {
            case Expression.Literal(Optional<String> text, ColumnType type, int decimals) ->
                new Value(text, type, decimals);
            case Expression.SystemVariable(String name) -> variable(name);
            // What a SET @name said is never read back.
            case Expression.UserVariable user -> new Value(Optional.empty(), ColumnType.VARCHAR, 0);
            case Expression.Call(String name, List<Expression.Literal> arguments) -> functions.call(name, arguments);
            case Expression.Name(String name) ->
                throw new StatementException(ErrorCatalog.unknownColumn(name, "field list"));
        };
    }

    private Value variable(String name) throws StatementException {
        Variable variable = instance.variable(name, session)
                .orElseThrow(() -> new StatementException(ErrorCatalog.unknownVariable(name)));
        return new Value(Optional.of(variable.value()), variable.type(), 0);
    }
}
