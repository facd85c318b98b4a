package io.tidbclient.cli.sandbox;

import io.tidbclient.config.ConfigException;
import io.tidbclient.sandbox.fault.ConnectionFault;
import io.tidbclient.sandbox.fault.Fault;
import io.tidbclient.sandbox.fault.FaultRule;
import io.tidbclient.sandbox.fault.StatementFault;
import io.tidbclient.sandbox.sql.StatementPrefix;
import io.tidbclient.sandbox.wire.ErrorReply;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a fault as it is written on the command line: {@code NAME[=VALUE][@STATEMENT][*TIMES]}. */
final class FaultText {
    static final String SYNTAX =
            "silent, close, garbage, slow-greeting=MS, max-connections=N, deny-login=CODE, slow=MS, deny=CODE, drop"
                    + " or freeze; with @STATEMENT where it strikes at a statement, and *TIMES for the first ones only";

    private static final Pattern FORM = Pattern.compile("([a-z-]+)(?:=(\\d{1,9}))?(?:@([^*]+))?(?:\\*(\\d{1,6}))?");

    private FaultText() {}

    /**
     * The fault that {@code text} describes.
     *
     * @throws ConfigException when it describes none
     */
    static FaultRule parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw mistake(text);
        }
        Fault fault = fault(text, form);
        return form.group(4) == null
                ? FaultRule.always(fault)
                : FaultRule.first(Math.max(1, Integer.parseInt(form.group(4))), fault);
    }

    private static Fault fault(String text, Matcher form) {
        StatementPrefix where = form.group(3) == null ? StatementPrefix.any() : StatementPrefix.of(form.group(3));
        return switch (form.group(1)) {
            case "silent" -> new ConnectionFault.NoGreeting();
            case "close" -> new ConnectionFault.CloseAtOnce();
            case "garbage" -> ConnectionFault.GarbageGreeting.http();
            case "slow-greeting" -> new ConnectionFault.SlowGreeting(Duration.ofMillis(number(text, form)));
            case "max-connections" -> new ConnectionFault.TooManyConnections(number(text, form));
            case "deny-login" -> new ConnectionFault.DenyLogin(error(number(text, form)));
            case "slow" -> new StatementFault.SlowAnswer(where, Duration.ofMillis(number(text, form)));
            case "deny" -> new StatementFault.Deny(where, error(number(text, form)));
            case "drop" -> new StatementFault.Drop(where, 0);
            case "freeze" -> new StatementFault.Freeze(where);
            default -> throw mistake(text);
        };
    }

    private static int number(String text, Matcher form) {
        if (form.group(2) == null) {
            throw mistake(text);
        }
        return Integer.parseInt(form.group(2));
    }

    private static ErrorReply error(int code) {
        return new ErrorReply(
                code,
                switch (code) {
                    case 1040 -> "08004";
                    case 1045 -> "28000";
                    case 1044, 1049, 1064, 1142, 1227 -> "42000";
                    default -> "HY000";
                },
                "error " + code + " simulated by the sandbox");
    }

    private static ConfigException mistake(String text) {
        return new ConfigException("--fault: '" + text + "' is not a fault; give " + SYNTAX + ".");
    }
}
