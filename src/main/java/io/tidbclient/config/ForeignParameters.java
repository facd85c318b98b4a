package io.tidbclient.config;

import java.util.ArrayList;
import java.util.List;

/**
 * A {@code DATABASE_URL} without the parameters that other programs have put into it.
 *
 * @param url with the parameters that mean something here
 * @param ignored the names of the others, for a warning; none that could hold a piece of a password
 */
record ForeignParameters(String url, List<String> ignored) {
    ForeignParameters {
        ignored = List.copyOf(ignored);
    }

    static ForeignParameters of(String url) {
        int question = url.indexOf('?');
        // A login with a ? in it is a mistake, which the reader of the URL reports.
        if (question < 0 || url.indexOf('@', question) >= 0) {
            return new ForeignParameters(url, List.of());
        }
        List<String> kept = new ArrayList<>();
        List<String> ignored = new ArrayList<>();
        for (String pair : url.substring(question + 1).split("&", -1)) {
            String name = pair.split("=", 2)[0];
            if (pair.isEmpty() || UrlParameter.allNames().contains(name) || UrlReader.isLogin(name)) {
                kept.add(pair);
            } else {
                ignored.add(name);
            }
        }
        String query = String.join("&", kept);
        String base = url.substring(0, question);
        return new ForeignParameters(query.isEmpty() ? base : base + "?" + query, ignored);
    }
}
