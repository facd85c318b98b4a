package io.tidbclient.sandbox.answer;

import io.tidbclient.sandbox.instance.Flavour;
import io.tidbclient.sandbox.instance.Instance;
import io.tidbclient.sandbox.instance.SandboxSession;
import io.tidbclient.sandbox.sql.Expression;
import io.tidbclient.sandbox.wire.ColumnType;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The functions of a SELECT, all at one instant, as SQL has it. */
final class Functions {
    private static final BigDecimal LONGEST_SLEEP = BigDecimal.valueOf(3600);
    private static final int MOST_DECIMALS = 6;

    private final Instance instance;
    private final SandboxSession session;
    private final Instant now;

    Functions(Instance instance, SandboxSession session) {
        this.instance = instance;
        this.session = session;
        this.now = instance.clock().instant();
    }

    Value call(String name, List<Expression.Literal> arguments) throws StatementException {
        return switch (name.toUpperCase(Locale.ROOT)) {
            case "NOW", "CURRENT_TIMESTAMP", "LOCALTIME", "LOCALTIMESTAMP", "SYSDATE" ->
                time(name, arguments, session.zone());
            case "UTC_TIMESTAMP" -> time(name, arguments, ZoneOffset.UTC);
            case "SLEEP" -> sleep(name, arguments);
            default -> {
                Value value = withoutArguments(name);
                if (!arguments.isEmpty()) {
                    throw new StatementException(ErrorCatalog.wrongArguments(name));
                }
                yield value;
            }
        };
    }

    private Value withoutArguments(String name) throws StatementException {
        return switch (name.toUpperCase(Locale.ROOT)) {
            case "VERSION" -> Value.text(instance.version());
            case "TIDB_VERSION" -> {
                if (instance.flavour() != Flavour.TIDB) {
                    throw new StatementException(ErrorCatalog.unknownFunction(session.database(), name));
                }
                yield Value.text(instance.tidbVersion());
            }
            case "CONNECTION_ID" -> Value.number(session.id());
            case "CURRENT_USER" -> Value.text(session.user().account());
            case "USER", "SESSION_USER", "SYSTEM_USER" ->
                Value.text(session.user().name() + "@" + session.clientHost());
            case "DATABASE", "SCHEMA" -> new Value(session.database(), ColumnType.VARCHAR, 0);
            case "CURDATE", "CURRENT_DATE" ->
                new Value(Optional.of(now.atZone(session.zone()).toLocalDate().toString()), ColumnType.DATE, 0);
            case "UNIX_TIMESTAMP" -> Value.number(now.getEpochSecond());
            default -> throw new StatementException(ErrorCatalog.unknownFunction(session.database(), name));
        };
    }

    private Value time(String name, List<Expression.Literal> arguments, ZoneId zone) throws StatementException {
        if (arguments.size() > 1) {
            throw new StatementException(ErrorCatalog.wrongArguments(name));
        }
        int decimals = arguments.isEmpty() ? 0 : decimals(arguments.getFirst());
        String pattern = "uuuu-MM-dd HH:mm:ss" + (decimals == 0 ? "" : "." + "S".repeat(decimals));
        String text = DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(now.atZone(zone));
        return new Value(Optional.of(text), ColumnType.DATETIME, decimals);
    }

    private static int decimals(Expression.Literal argument) throws StatementException {
        String text = argument.text().orElse("");
        if (text.length() == 1 && text.charAt(0) >= '0' && text.charAt(0) <= '0' + MOST_DECIMALS) {
            return text.charAt(0) - '0';
        }
        throw new StatementException(ErrorCatalog.tooPrecise(text));
    }

    private Value sleep(String name, List<Expression.Literal> arguments) throws StatementException {
        if (arguments.size() != 1
                || arguments.getFirst().text().isEmpty()
                || arguments.getFirst().type() == ColumnType.VARCHAR) {
            throw new StatementException(ErrorCatalog.wrongArguments(name));
        }
        BigDecimal seconds = new BigDecimal(arguments.getFirst().text().get()).min(LONGEST_SLEEP);
        if (session.closeSignal()
                .await(Duration.ofMillis(seconds.movePointRight(3).longValue()))) {
            throw new StatementException(ErrorCatalog.interrupted());
        }
        return Value.number(0);
    }
}
