package io.tidbclient.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes a URL apart. Messages quote nothing that may be a piece of a password in the wrong place. */
final class UrlReader {
    /** A message cannot say more of a password that is not encoded: it would have to quote it. */
    private static final String REMEDY = "write @, :, /, ? and # in a password as %40, %3A, %2F, %3F and %23";

    private static final String USER = "user";
    private static final String PASSWORD = "password";

    private final String text;

    UrlReader(String text) {
        this.text = text;
    }

    ServerUrl read() {
        String scheme = ServerUrl.schemeOf(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "it does not begin with mysql:// or tidb://; give mysql://user@host:port/database"));
        String rest = text.substring(text.indexOf("://") + "://".length());
        int authorityEnd = firstOf(rest, "/?#");
        String authority = rest.substring(0, authorityEnd);
        String tail = rest.substring(authorityEnd);
        if (tail.indexOf('@') >= 0) {
            throw new IllegalArgumentException("it has an @ after its first /, ? or #; " + REMEDY);
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
        Query query = question < 0 ? Query.EMPTY : query(tail.substring(question + 1), authority);
        return new ServerUrl(
                scheme,
                hosts(authority.substring(at + 1)),
                user.or(query::user),
                password.or(query::password),
                database(question < 0 ? tail : tail.substring(0, question)),
                query.parameters());
    }

    /**
     * What stands after the question mark.
     *
     * @param user JDBC's parameter of this name
     * @param password JDBC's parameter of this name
     * @param parameters the texts of settings by key
     */
    private record Query(Optional<String> user, Optional<Secret> password, Map<String, String> parameters) {
        static final Query EMPTY = new Query(Optional.empty(), Optional.empty(), Map.of());
    }

    /** Whether a parameter of this name is a part of the login, in a URL for JDBC. */
    static boolean isLogin(String name) {
        return name.equals(USER) || name.equals(PASSWORD);
    }

    private Query query(String query, String authority) {
        boolean jdbc = ServerUrl.isJdbc(text);
        List<String> rest = new ArrayList<>();
        Optional<String> user = Optional.empty();
        Optional<Secret> password = Optional.empty();
        for (String pair : query.split("&", -1)) {
            if (jdbc && pair.startsWith(USER + "=")) {
                user = part(pair.substring(USER.length() + 1), "user");
            } else if (jdbc && pair.startsWith(PASSWORD + "=")) {
                password =
                        Optional.of(Secret.of(PercentText.decode(pair.substring(PASSWORD.length() + 1), "password")));
            } else {
                rest.add(pair);
            }
        }
        return new Query(user, password, parameters(rest, authority));
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

    private static List<HostSpec> hosts(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        try {
            return HostSpec.parseList(PercentText.decode(text, "host"));
        } catch (IllegalArgumentException e) {
            // Its own message would quote what may be a password that lost its host.
            throw new IllegalArgumentException(
                    "what stands where its hosts belong is not host, host:port or [IPv6]:port, separated by commas;"
                            + " give mysql://user@host:port/database, and " + REMEDY);
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

    private static Map<String, String> parameters(List<String> pairs, String authority) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : pairs) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = PercentText.decode(equals < 0 ? pair : pair.substring(0, equals), "parameter's name");
            String value = equals < 0 ? "" : PercentText.decode(pair.substring(equals + 1), "parameter's value");
            UrlParameter parameter =
                    UrlParameter.named(name, ForeignParameters.shown(authority, pair, Quoted.of(name)));
            if (parameters.put(parameter.setting().key(), parameter.text(value)) != null) {
                throw new IllegalArgumentException(
                        "its parameter " + Quoted.of(name) + " is given twice; give it once");
            }
        }
        return parameters;
    }
}
