package io.tidbclient.config;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A connection that the YAML file lists: its name, and what it says itself about how to connect.
 *
 * @param id its name, unique in the list, printable
 * @param origin where the id stands
 * @param own its own settings, which are stronger than all others
 */
record ListedConnection(String id, Origin origin, Layer own) {
    /** The key of the name. */
    static final String ID = "id";

    /** What a connection may say itself, in the order of documentation. */
    static final List<Setting<?>> SETTINGS = List.of(
            ConnectionOptions.HOST,
            ConnectionOptions.PORT,
            LoginOptions.USER,
            LoginOptions.PASSWORD_FILE,
            LoginOptions.NO_PASSWORD,
            ConnectionOptions.DATABASE,
            TlsOptions.SSL_MODE,
            TlsOptions.SSL_CA,
            TlsOptions.SSL_CERT,
            TlsOptions.SSL_KEY);

    private static final int LONGEST_ID = 64;

    /**
     * The name that {@code text} stands for.
     *
     * @throws IllegalArgumentException with the rest of a sentence that begins with the key's name
     */
    static String parseId(String text) {
        String id = Values.name(text);
        if (id.codePointCount(0, id.length()) > LONGEST_ID) {
            throw new IllegalArgumentException(
                    "%s is too long; a connection's id has at most %d characters".formatted(Quoted.of(id), LONGEST_ID));
        }
        if (!Quoted.isPrintable(id)) {
            throw new IllegalArgumentException(Quoted.of(id) + " holds invisible characters; give a name without");
        }
        return id;
    }

    /**
     * The layers that this connection's settings are read from: its own on top of {@code general}. TLS material that
     * would contradict its own is left out of those below: none of it is for a connection in plain text, and a
     * certificate and its key belong together.
     *
     * @param general strongest first
     */
    List<Layer> on(List<Layer> general) {
        Set<Setting<?>> hidden = TlsHidden.by(own);
        return Stream.concat(Stream.of(own), general.stream().map(layer -> layer.without(hidden)))
                .toList();
    }
}
