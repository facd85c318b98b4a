package io.tidbclient.connection;

import com.mysql.cj.jdbc.JdbcConnection;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A connection that prepares statements on a server; each changes one row. Keeps what it is asked for. */
final class FakeJdbc {
    private final List<String> calls = new ArrayList<>();

    /** What setting a parameter fails with; {@code null} for nothing. */
    private SQLException refusal;

    FakeJdbc refusing(SQLException thrown) {
        refusal = thrown;
        return this;
    }

    /** What statements were asked for, in order: {@code setObject 1 x} for example. */
    List<String> calls() {
        return calls;
    }

    JdbcConnection connection() {
        return proxy(JdbcConnection.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "unwrap" -> proxy;
            case "serverPrepareStatement" -> {
                calls.add("prepare " + arguments[0]);
                yield statement();
            }
            case "getSession" -> null;
            default -> throw new AssertionError(method);
        });
    }

    private PreparedStatement statement() {
        return proxy(PreparedStatement.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "setObject" -> {
                if (refusal != null) {
                    throw refusal;
                }
                calls.add("setObject " + arguments[0] + " " + arguments[1] + " "
                        + (arguments[1] == null ? "" : arguments[1].getClass().getSimpleName()));
                yield null;
            }
            case "setFetchSize", "close" -> {
                calls.add(method.getName() + (arguments == null ? "" : " " + arguments[0]));
                yield null;
            }
            case "execute", "getMoreResults", "isWrapperFor" -> false;
            case "getLargeUpdateCount" -> counted();
            default -> throw new AssertionError(method);
        });
    }

    /** One row was changed, and there is no further result. */
    private long counted() {
        calls.add("count");
        return calls.stream().filter(call -> Objects.equals(call, "count")).count() == 1 ? 1 : -1;
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
