package io.tidbclient.config;

import java.util.List;
import java.util.regex.Pattern;

/** The text form of IPv6 addresses (RFC 4291, section 2.2), recognised without asking a name server. */
final class Ipv6 {
    private static final Pattern GROUP = Pattern.compile("[0-9a-fA-F]{1,4}");
    private static final Pattern ZONE = Pattern.compile("[A-Za-z0-9._~-]+");
    private static final Pattern BYTE = Pattern.compile("0|[1-9][0-9]{0,2}");
    private static final Pattern PORT_LIKE = Pattern.compile("[1-9][0-9]{3}");
    private static final int GROUPS = 8;

    private Ipv6() {}

    /** Whether {@code text} is an address, perhaps with a zone ({@code fe80::1%eth0}). */
    static boolean isAddress(String text) {
        int percent = text.indexOf('%');
        if (percent >= 0) {
            return ZONE.matcher(text.substring(percent + 1)).matches() && isAddress(text.substring(0, percent));
        }
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text, true) == GROUPS;
        }
        int before = gap == 0 ? 0 : groups(text.substring(0, gap), false);
        String rest = text.substring(gap + 2);
        int after = rest.isEmpty() ? 0 : groups(rest, true);
        // The gap stands for at least one group.
        return before >= 0 && after >= 0 && before + after < GROUPS;
    }

    /** Whether an address reads as well as a shorter address and a port: {@code ::1:4000}. */
    static boolean readsAsAddressAndPort(String address) {
        int colon = address.lastIndexOf(':');
        return PORT_LIKE.matcher(address.substring(colon + 1)).matches() && isAddress(address.substring(0, colon));
    }

    /** How many groups of 16 bits {@code text} has, an IPv4 address at its end counting as two; -1 for none. */
    private static int groups(String text, boolean mayEndInIpv4) {
        List<String> parts = List.of(text.split(":", -1));
        int count = 0;
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            if (GROUP.matcher(part).matches()) {
                count++;
            } else if (mayEndInIpv4 && i == parts.size() - 1 && isIpv4(part)) {
                count += 2;
            } else {
                return -1;
            }
        }
        return count;
    }

    private static boolean isIpv4(String text) {
        List<String> bytes = List.of(text.split("\\.", -1));
        return bytes.size() == 4
                && bytes.stream().allMatch(b -> BYTE.matcher(b).matches() && Integer.parseInt(b) <= 255);
    }
}
