package io.tidbclient.sandbox.fault;

import io.tidbclient.sandbox.sql.StatementPrefix;
import io.tidbclient.time.Durations;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Faults written on one line, {@code [N*]kind[=value][@statement]}: {@code refuse}, {@code 2*cap=10},
 * {@code deny=1142@SELECT}, {@code 1*drop=40@SHOW IMPORT JOBS}. {@code N} limits it to the first N connections or
 * statements; the statement is the beginning of those that are struck, all when there is none.
 *
 * <p>At connections: {@code refuse}, {@code silent}, {@code http}, {@code slow-greeting=DURATION}, {@code cap=COUNT},
 * {@code deny-login=CODE}. At statements: {@code slow=DURATION}, {@code deny=CODE}, {@code drop=BYTES},
 * {@code garbage=BYTES}, {@code freeze}. A duration is at most a day.
 */
public final class FaultText {
    private static final Pattern FORM =
            Pattern.compile("(?:(?<times>\\d{1,9})\\*)?(?<kind>[a-z-]+)(?:=(?<value>[0-9a-z]+))?(?:@(?<prefix>.*))?");
    private static final Duration LONGEST = Duration.ofDays(1);

    private final String text;
    private final Matcher parts;

    private FaultText(String text) {
        this.text = text;
        this.parts = FORM.matcher(text.strip());
        if (!parts.matches()) {
            throw wrong("it is not of the form [N*]kind[=value][@statement]");
        }
    }

    /**
     * What the text means.
     *
     * @throws IllegalArgumentException with one sentence that says what is wrong with it
     */
    public static FaultRule parse(String text) {
        FaultText parsed = new FaultText(text);
        String times = parsed.parts.group("times");
        Fault fault = parsed.fault();
        if (fault instanceof ConnectionFault && parsed.parts.group("prefix") != null) {
            throw parsed.wrong("it strikes connections, not statements");
        }
        return times == null ? FaultRule.always(fault) : FaultRule.first(parsed.number(times, "N"), fault);
    }

    private Fault fault() {
        StatementPrefix prefix =
                StatementPrefix.of(Optional.ofNullable(parts.group("prefix")).orElse(""));
        return switch (parts.group("kind")) {
            case "refuse" -> plain(new ConnectionFault.CloseAtOnce());
            case "silent" -> plain(new ConnectionFault.NoGreeting());
            case "http" -> plain(ConnectionFault.GarbageGreeting.http());
            case "slow-greeting" -> new ConnectionFault.SlowGreeting(duration());
            case "cap" -> new ConnectionFault.TooManyConnections(number(value(), "COUNT"));
            case "deny-login" -> new ConnectionFault.DenyLogin(ErrorsByCode.of(number(value(), "CODE")));
            case "slow" -> new StatementFault.SlowAnswer(prefix, duration());
            case "deny" -> new StatementFault.Deny(prefix, ErrorsByCode.of(number(value(), "CODE")));
            case "drop" -> new StatementFault.Drop(prefix, number(value(), "BYTES"));
            case "garbage" ->
                new StatementFault.GarbageAnswer(prefix, number(value(), "BYTES"), "\u00ff\u0000garbage\u0001");
            case "freeze" -> plain(new StatementFault.Freeze(prefix));
            default ->
                throw wrong("known are refuse, silent, http, slow-greeting, cap, deny-login, slow, deny, drop, garbage"
                        + " and freeze");
        };
    }

    private Fault plain(Fault fault) {
        if (parts.group("value") != null) {
            throw wrong("it takes no value");
        }
        return fault;
    }

    private String value() {
        String value = parts.group("value");
        if (value == null) {
            throw wrong("it needs a value");
        }
        return value;
    }

    private int number(String digits, String what) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            throw wrong(what + " is not a number up to 2147483647");
        }
    }

    private Duration duration() {
        String value = value();
        Duration duration;
        try {
            duration = Durations.parse(value);
        } catch (IllegalArgumentException e) {
            throw wrong("'" + value + "' " + e.getMessage());
        }
        if (duration.compareTo(LONGEST) > 0) {
            throw wrong("'" + value + "' is too long; give at most " + Durations.text(LONGEST));
        }
        return duration;
    }

    private IllegalArgumentException wrong(String why) {
        return new IllegalArgumentException("the fault '" + text + "' is not understood: " + why);
    }
}
