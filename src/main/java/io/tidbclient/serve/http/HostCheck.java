package io.tidbclient.serve.http;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Recognises requests that a page of another site makes through a name of its own which resolves to this machine (DNS
 * rebinding): their Host header has that name. An address literal cannot be rebound, and {@code localhost} resolves to this
 * machine; other names have to be listed.
 */
final class HostCheck {
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    private final Set<String> names;

    /** @param names further names of this machine */
    HostCheck(List<String> names) {
        this.names = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether a request with that Host header, {@code host} or {@code host:port}, is meant for this machine. */
    boolean permits(String host) {
        String name = withoutPort(host).toLowerCase(Locale.ROOT);
        return name.equals("localhost") || name.endsWith(".localhost") || names.contains(name) || isLiteral(name);
    }

    private static String withoutPort(String host) {
        if (host.startsWith("[")) {
            int end = host.indexOf(']');
            return end < 0 ? host : host.substring(0, end + 1);
        }
        int colon = host.indexOf(':');
        return colon < 0 ? host : host.substring(0, colon);
    }

    private static boolean isLiteral(String name) {
        return name.startsWith("[") || IPV4.matcher(name).matches();
    }
}
