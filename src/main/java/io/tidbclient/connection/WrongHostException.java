package io.tidbclient.connection;

import java.security.cert.CertificateException;
import java.util.List;

/** The server's certificate is trusted, but it is another host's. */
final class WrongHostException extends CertificateException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> names;

    WrongHostException(List<String> names, CertificateException cause) {
        super("the certificate is for another host", cause);
        this.names = names;
    }

    /** The hosts it is for; empty when it names none. */
    List<String> names() {
        return names;
    }
}
