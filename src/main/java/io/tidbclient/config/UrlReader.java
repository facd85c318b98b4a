package io.tidbclient.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes a URL apart. Messages quote nothing that may be a piece of a password in the wrong place. */
final class UrlReader {
    private final String text;

    UrlReader(String text) {
        this.text = text;
    }

    ServerUrl read() {
        String scheme = ServerUrl.schemeOf(text)
                .filter(ServerUrl.SCHEMES::contains)
                .orElseThrow(() -> new IllegalArgumentException(
                        "it does not begin with mysql:// or tidb://; give mysql://user@host:port/database"));
        String rest = text.substring(scheme.length() + "://".length());
        int authorityEnd = firstOf(rest, "/?#");
        String authority = rest.substring(0, authorityEnd);
        String tail = rest.substring(authorityEnd);
        if (tail.indexOf('@') >= 0) {
            throw new IllegalArgumentException(
                    "it has an @ after its first /, ? or #; write these four in a password as %40, %2F, %3F and %23");
        }
        if (tail.indexOf('#') >= 0) {
            throw new IllegalArgumentException(
                    "it has a #, which means nothing here; write %23 if it belongs to a name");
        }
        int at = authority.lastIndexOf('@');
        String login = at < 0 ? "" : authority.substring(0, at);
        int colon = login.indexOf(':');
        Optional<String> user = part(colon < 0 ? login : login.substring(0, colon), "user");
        Optional<Secret> password = colon < 0
                ? Optional.empty()
                : Optional.of(Secret.of(PercentText.decode(login.substring(colon + 1), "password")));
        int question = tail.indexOf('?');
        return new ServerUrl(
                scheme,
                hosts(authority.substring(at + 1)),
                user,
                password,
                database(question < 0 ? tail : tail.substring(0, question)),
                question < 0 ? Map.of() : parameters(tail.substring(question + 1)));
    }

    private static int firstOf(String text, String characters) {
        for (int i = 0; i < text.length(); i++) {
            if (characters.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }

    private static Optional<String> part(String encoded, String what) {
        return encoded.isEmpty() ? Optional.empty() : Optional.of(PercentText.decode(encoded, what));
    }

    private static List<HostAddress> hosts(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        try {
            return HostAddress.parseList(PercentText.decode(text, "host"));
        } catch (IllegalArgumentException e) {
            // Its own message would quote what may be a password that lost its host.
            throw new IllegalArgumentException(
                    "what stands where its hosts belong is not host, host:port or [IPv6]:port, separated by commas;"
                            + " give mysql://user@host:port/database");
        }
    }

    private static Optional<String> database(String path) {
        if (path.isEmpty()) {
            return Optional.empty();
        }
        if (path.indexOf('/', 1) >= 0) {
            throw new IllegalArgumentException("it has more than one / after its host; write a / in a name as %2F");
        }
        return part(path.substring(1), "database");
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = PercentText.decode(equals < 0 ? pair : pair.substring(0, equals), "parameter's name");
            String value = equals < 0 ? "" : PercentText.decode(pair.substring(equals + 1), "parameter's value");
            UrlParameter parameter = UrlParameter.named(name);
            if (parameters.put(parameter.setting().key(), parameter.text(value)) != null) {
                throw new IllegalArgumentException(
                        "its parameter " + Quoted.of(name) + " is given twice; give it once");
            }
        }
        return parameters;
    }
}
