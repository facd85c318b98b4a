package io.tidbclient.config;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Where a server listens.
 *
 * @param host a name or address of this machine, without brackets
 * @param port 0 for any that is free
 */
public record ListenAddress(String host, int port) {
    /** The port when none is given. */
    static final int DEFAULT_PORT = 4_080;

    private static final String ANY_PORT = ":0";
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|::1|(0{1,4}:){7}0{0,3}1");

    public ListenAddress {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("no port: " + port);
        }
    }

    /**
     * The address that {@code text} stands for: a host, {@code host:port}, {@code [IPv6]:port}; port 0 is any that is free.
     *
     * @throws IllegalArgumentException with the rest of a sentence that begins with the setting's name
     */
    static ListenAddress parse(String text) {
        String address = text.strip();
        boolean any = address.endsWith(ANY_PORT) && !Ipv6.isAddress(address);
        HostSpec host = HostSpec.parse(any ? address.substring(0, address.length() - ANY_PORT.length()) : address);
        OptionalInt port = any ? OptionalInt.of(0) : host.port();
        return new ListenAddress(host.host(), port.orElse(DEFAULT_PORT));
    }

    /** Whether only this machine can connect to it, as far as the text says. */
    public boolean isLoopback() {
        return LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }

    /** The form that {@code --listen} takes. */
    @Override
    public String toString() {
        return ServerAddress.inBrackets(host) + ":" + port;
    }
}
