package io.tidbclient.config;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A {@code DATABASE_URL} without the parameters that other programs have put into it.
 *
 * @param url with the parameters that mean something here
 * @param ignored the names of the others as a warning may show them: without a login and a path, none is shown
 */
record ForeignParameters(String url, List<String> ignored) {
    private static final Pattern WRITTEN = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]*=.*", Pattern.DOTALL);

    ForeignParameters {
        ignored = List.copyOf(ignored);
    }

    static ForeignParameters of(String url) {
        int question = url.indexOf('?');
        // A login with a ? in it is a mistake, which the reader of the URL reports.
        if (question < 0 || url.indexOf('@', question) >= 0) {
            return new ForeignParameters(url, List.of());
        }
        String base = url.substring(0, question);
        List<String> kept = new ArrayList<>();
        List<String> ignored = new ArrayList<>();
        for (String pair : url.substring(question + 1).split("&", -1)) {
            String name = pair.split("=", 2)[0];
            if (pair.isEmpty() || UrlParameter.allNames().contains(name) || UrlReader.isLogin(name)) {
                kept.add(pair);
            } else {
                ignored.add(shown(base, pair, Quoted.of(name)));
            }
        }
        String query = String.join("&", kept);
        return new ForeignParameters(query.isEmpty() ? base : base + "?" + query, ignored);
    }

    /**
     * The name of a parameter for a message. {@code mysql://root:12?rest} may be a host with a port and a parameter, or a login
     * without its host and a password with a question mark: then nothing of it is shown. After a path, what is written like a
     * parameter is one.
     *
     * @param before the URL's text before its parameters, or its authority
     * @param pair the parameter as it is written
     * @param quoted its name in quotes
     */
    static String shown(String before, String pair, String quoted) {
        int authority = before.indexOf("://") < 0 ? 0 : before.indexOf("://") + "://".length();
        boolean mayBePassword = before.indexOf('@') < 0 && before.indexOf(':', authority) >= 0;
        boolean hasPath = before.indexOf('/', authority) >= 0;
        return mayBePassword && !(hasPath && WRITTEN.matcher(pair).matches()) ? "(not shown)" : quoted;
    }
}
