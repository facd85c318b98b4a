package io.tidbclient.config;

import java.util.HashMap;
import java.util.Map;

/** The parts of a URL as a layer of their own. */
final class UrlLayer {
    private UrlLayer() {}

    /** @throws ConfigException when it is no URL, or has a password where others can read it */
    static Layer of(Entry entry) {
        ServerUrl url = ConnectionOptions.URL.parse(entry.text(), entry.origin());
        if (url.password().isPresent()) {
            refusePasswordFrom(entry.origin());
        }
        Origin origin = new Origin.Url(entry.origin());
        Map<String, Entry> parts = new HashMap<>();
        url.parts().forEach((key, text) -> parts.put(key, new Entry(text, origin, entry.base())));
        return new Layer(parts);
    }

    private static void refusePasswordFrom(Origin origin) {
        // A variable is as good a place for it as TIDB_PASSWORD.
        String subject = origin.subject(ConnectionOptions.URL);
        if (origin instanceof Origin.Option) {
            throw new ConfigException(subject + ": the process list would show its password; leave it out and use"
                    + " --password-file, --password-stdin, TIDB_PASSWORD or DATABASE_URL.");
        }
        if (origin instanceof Origin.File) {
            throw new ConfigException(subject + ": a password does not belong in this file; leave it out and use"
                    + " password-file or TIDB_PASSWORD.");
        }
    }
}
