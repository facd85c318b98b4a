package io.tidbclient.sandbox.instance;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** The names of time zones that {@code SET time_zone} takes. */
final class TimeZones {
    private TimeZones() {}

    /** Empty for none of them. */
    static Optional<ZoneId> find(String name) {
        if (name.equalsIgnoreCase(SandboxSession.SYSTEM_ZONE)) {
            return Optional.of(ZoneOffset.UTC);
        }
        boolean offset = name.startsWith("+") || name.startsWith("-");
        try {
            return Optional.of(offset ? ZoneOffset.of(padded(name)) : ZoneId.of(name));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** {@code +5:30} is an offset too. */
    private static String padded(String offset) {
        return offset.indexOf(':') == 2 ? offset.charAt(0) + "0" + offset.substring(1) : offset;
    }
}
