package io.tidbclient.connection;

import com.mysql.cj.Messages;
import com.mysql.cj.exceptions.UnableToConnectException;
import com.mysql.cj.jdbc.exceptions.PacketTooBigException;
import io.tidbclient.config.ServerAddress;

import java.sql.SQLException;
import java.util.Optional;

/** What the driver found out by itself: no error code stands behind it, and no broken network. */
final class DriverFailures {
    private DriverFailures() {}

    static Failure of(SQLException error, Causes causes, FailureContext context) {
        ServerAddress target = context.target();
        if (causes.say(Messages.getString("MysqlIO.15"))) {
            return failure(FailureKind.TLS_NOT_OFFERED, target + " does not offer TLS.", error, context);
        }
        Optional<AuthenticationFailure> login = AuthenticationFailure.of(causes);
        if (login.isPresent()) {
            return new Failure(
                    FailureKind.LOGIN_REFUSED,
                    0,
                    "",
                    Optional.ofNullable(error.getSQLState()).orElse(""),
                    "",
                    "",
                    ServerText.clean(target + login.get().what()),
                    login.get().hint(),
                    "");
        }
        if (context.isConnecting() && isNotMysql(causes)) {
            return failure(FailureKind.NOT_MYSQL, target + " does not speak the MySQL protocol.", error, context);
        }
        if (causes.has(PacketTooBigException.class)) {
            // The length in a packet's header makes no sense: what follows can't be read either.
            return failure(
                    FailureKind.CONNECTION_LOST,
                    target + " answered with something that is not the MySQL protocol, and the connection is lost.",
                    error,
                    context);
        }
        String message = ServerText.shortened(String.valueOf(error.getMessage()));
        boolean connection = error.getSQLState() != null && error.getSQLState().startsWith("08");
        return failure(
                connection ? FailureKind.CONNECTION_LOST : FailureKind.UNCLASSIFIED,
                "The connection to " + target + " failed: " + message,
                error,
                context);
    }

    /** A greeting that makes no sense: its length, its version, its flags, or too little in it. */
    private static boolean isNotMysql(Causes causes) {
        boolean parsed = causes.innermost() instanceof RuntimeException;
        return causes.has(PacketTooBigException.class)
                || (parsed && causes.say(Messages.getString("Connection.UnableToConnect")))
                || causes.has(UnableToConnectException.class);
    }

    private static Failure failure(FailureKind kind, String sentence, SQLException error, FailureContext context) {
        String state = Optional.ofNullable(error.getSQLState()).orElse("");
        return new Failure(kind, 0, "", state, "", "", ServerText.clean(sentence), Hints.of(kind, 0, context), "");
    }
}
