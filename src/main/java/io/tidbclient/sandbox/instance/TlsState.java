package io.tidbclient.sandbox.instance;

import java.time.Instant;

/**
 * The TLS of a connection.
 *
 * @param protocol {@code TLSv1.3}
 * @param cipher the cipher suite's name
 * @param notBefore of the server's certificate
 * @param notAfter of the server's certificate
 */
public record TlsState(String protocol, String cipher, Instant notBefore, Instant notAfter) {}
