package io.tidbclient.config;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * A server as the user names it: {@code host}, {@code host:port}, {@code [v6]:port} or a bare IPv6 address. Without a port
 * it is no {@link ServerAddress} yet: other settings say which port is meant.
 *
 * @param host a host name or an address, without brackets
 * @param port 1 to 65535, if one was given
 */
public record HostSpec(String host, OptionalInt port) {
    // The underscore is no letter of a host name, yet container networks hand out names with one.
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{M}\\p{N}._-]*");
    private static final int LONGEST_NAME = 253;
    private static final String FORMS = "give host, host:port or [IPv6]:port";

    public HostSpec {
        if (!Ipv6.isAddress(host)) {
            requireName(host);
        }
        port.ifPresent(ServerAddress::requirePort);
    }

    /**
     * Reads one or several, separated by commas.
     *
     * @return at least one
     * @throws IllegalArgumentException when one of them is none of the forms
     */
    public static List<HostSpec> parseList(String text) {
        refuseConnectionString(text);
        List<HostSpec> hosts = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            hosts.add(parse(part.strip()));
        }
        return List.copyOf(hosts);
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException when it is none of the forms
     */
    public static HostSpec parse(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("the host is empty; " + FORMS);
        }
        refuseConnectionString(text);
        if (text.startsWith("[")) {
            return bracketed(text);
        }
        int colon = text.indexOf(':');
        if (colon < 0) {
            return new HostSpec(text, OptionalInt.empty());
        }
        if (text.indexOf(':', colon + 1) < 0) {
            return new HostSpec(requireName(text.substring(0, colon)), port(text, text.substring(colon + 1)));
        }
        return bareIpv6(text);
    }

    /** Nothing of it is quoted: a URL, or what stands before an @, may hold a password. */
    private static void refuseConnectionString(String text) {
        if (text.contains("://")) {
            throw new IllegalArgumentException("a URL is not a host; give it with --url");
        }
        if (text.indexOf('@') >= 0) {
            throw new IllegalArgumentException(
                    "a host has no @; give the user with -u, the password with --password-file"
                            + " or TIDB_PASSWORD, and the host alone");
        }
    }

    /** Where to connect, with {@code defaultPort} when no port was given. */
    public ServerAddress target(int defaultPort) {
        return new ServerAddress(host, port.orElse(defaultPort));
    }

    /** The form that {@link #parse} reads back, with brackets around an IPv6 address. */
    @Override
    public String toString() {
        return port.isPresent() ? target(port.getAsInt()).toString() : ServerAddress.inBrackets(host);
    }

    private static HostSpec bracketed(String text) {
        int end = text.indexOf(']');
        if (end < 0) {
            throw new IllegalArgumentException(Quoted.of(text) + " has no closing bracket; give [IPv6] or [IPv6]:port");
        }
        String address = text.substring(1, end);
        if (!Ipv6.isAddress(address)) {
            throw new IllegalArgumentException(
                    Quoted.of(address) + " in brackets is not an IPv6 address; give one, [::1]:4000 for example");
        }
        String rest = text.substring(end + 1);
        if (rest.isEmpty()) {
            return new HostSpec(address, OptionalInt.empty());
        }
        if (!rest.startsWith(":")) {
            throw new IllegalArgumentException(
                    Quoted.of(text) + " continues after the bracket; give [IPv6] or [IPv6]:port");
        }
        return new HostSpec(address, port(text, rest.substring(1)));
    }

    private static HostSpec bareIpv6(String text) {
        if (!Ipv6.isAddress(text)) {
            // Not quoted: it may be user:password.
            throw new IllegalArgumentException(
                    "it has too many colons for host:port and is not an IPv6 address; " + FORMS);
        }
        if (Ipv6.readsAsAddressAndPort(text)) {
            // Either guess would connect some users to a server they did not mean (RFC 5952, section 6).
            int colon = text.lastIndexOf(':');
            throw new IllegalArgumentException(
                    "%s can be read in two ways; give [%s]:%s if it ends in a port, else [%s]"
                            .formatted(Quoted.of(text), text.substring(0, colon), text.substring(colon + 1), text));
        }
        return new HostSpec(text, OptionalInt.empty());
    }

    private static String requireName(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("the host is empty; " + FORMS);
        }
        if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(Quoted.of(name) + " is not a host name; " + FORMS);
        }
        return name;
    }

    private static OptionalInt port(String text, String port) {
        if (port.isEmpty()) {
            throw new IllegalArgumentException(Quoted.of(text) + " ends before its port; " + FORMS);
        }
        try {
            return OptionalInt.of(Values.port(port));
        } catch (IllegalArgumentException e) {
            // What is no number is not quoted: it may be a password.
            String shown = port.matches("[0-9]+") ? text : text.substring(0, text.lastIndexOf(':'));
            throw new IllegalArgumentException("the port of " + Quoted.of(shown) + ": " + e.getMessage(), e);
        }
    }
}
