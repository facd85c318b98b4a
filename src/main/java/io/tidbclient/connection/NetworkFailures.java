package io.tidbclient.connection;

import io.tidbclient.config.ServerAddress;
import io.tidbclient.config.Timeouts;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Failures of the network below TLS. */
final class NetworkFailures {
    private static final Pattern TRIED = Pattern.compile(Pattern.quote(AddressRace.TRIED) + "([^\\]]+)\\]");

    private NetworkFailures() {}

    /** Empty when it is none. */
    static Optional<Failure> of(Causes causes, FailureContext context) {
        Optional<IOException> io = causes.first(IOException.class);
        return io.map(thrown -> of(causes, thrown, context));
    }

    private static Failure of(Causes causes, IOException thrown, FailureContext context) {
        String target = context.target() + tried(causes, context.target().host());
        return switch (thrown) {
            case UnknownHostException e ->
                failure(
                        FailureKind.UNKNOWN_HOST,
                        "The host '" + context.target().host() + "' has no address.",
                        context);
            case SocketTimeoutException e -> timedOut(e, target, context);
            case NoRouteToHostException e ->
                failure(FailureKind.CONNECTION_REFUSED, "There is no route to " + target + ".", context);
            case BindException e -> exhausted(context);
            case ConnectException e ->
                causes.say("timed out")
                        ? failure(FailureKind.TIMED_OUT, target + " did not answer.", context)
                        : failure(
                                FailureKind.CONNECTION_REFUSED,
                                "Nothing listens at " + target + ": connection refused.",
                                context);
            case IOException e when causes.say("Too many open files") -> exhausted(context);
            case IOException e
            when causes.say("Network is unreachable") ->
                failure(
                        FailureKind.CONNECTION_REFUSED,
                        "The network of " + target + " cannot be reached from here.",
                        context);
            case IOException e
            when causes.say("Closed by interrupt") || causes.say("Socket closed") ->
                failure(FailureKind.CONNECTION_LOST, "The connection to " + target + " was closed from here.", context);
            case IOException e -> lost(context);
        };
    }

    /** The addresses that a connection was tried to, {@code " (10.0.0.1, 10.0.0.2)"}; empty when they are not known. */
    private static String tried(Causes causes, String host) {
        return causes.chain().stream()
                .map(thrown -> TRIED.matcher(String.valueOf(thrown.getMessage())))
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .filter(addresses -> !addresses.equalsIgnoreCase(host))
                .map(addresses -> " (" + addresses + ")")
                .findFirst()
                .orElse("");
    }

    private static Failure timedOut(SocketTimeoutException e, String target, FailureContext context) {
        String message = String.valueOf(e.getMessage());
        if (context.isConnecting() && message.startsWith("Connect")) {
            Duration waited = context.settings().timeouts().connect();
            return failure(
                    FailureKind.TIMED_OUT, target + " did not accept a connection within " + seconds(waited), context);
        }
        if (message.startsWith(GreetingStream.MISSING)) {
            Duration greeting = shorter(context.settings().timeouts());
            return failure(
                    FailureKind.NO_GREETING,
                    target + " accepted the connection but was silent for " + seconds(greeting),
                    context);
        }
        String waited = seconds(context.settings().timeouts().read());
        return context.isConnecting()
                ? Failure.of(
                        FailureKind.TIMED_OUT,
                        ServerText.clean(target + " accepted the connection but was silent for " + waited),
                        "The server may be overloaded or frozen, or it waits for the client to speak first, as no MySQL "
                                + "server does; --read-timeout gives it longer.")
                : Failure.of(
                        FailureKind.TIMED_OUT,
                        ServerText.clean(target + " was silent for " + waited),
                        "The server may be busy, or the network gone; --read-timeout gives it longer.");
    }

    private static Duration shorter(Timeouts timeouts) {
        return timeouts.connect().compareTo(timeouts.read()) < 0 ? timeouts.connect() : timeouts.read();
    }

    private static Failure lost(FailureContext context) {
        ServerAddress target = context.target();
        String what = context.isConnecting() ? " closed the connection during login." : " closed the connection.";
        return failure(FailureKind.CONNECTION_LOST, target + what, context);
    }

    private static Failure exhausted(FailureContext context) {
        return Failure.of(
                FailureKind.TOO_MANY_CONNECTIONS,
                "This machine has no room for another connection to " + context.target() + ".",
                "Raise the limit of open files (ulimit -n), or ask for fewer connections with -n or --parallel.");
    }

    private static String seconds(Duration duration) {
        String number =
                BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString();
        return number + " s.";
    }

    private static Failure failure(FailureKind kind, String sentence, FailureContext context) {
        return Failure.of(kind, ServerText.clean(sentence), Hints.of(kind, 0, context));
    }
}
