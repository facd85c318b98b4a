package io.tidbclient.serve.http;

import java.time.Duration;

/**
 * What a client may use up.
 *
 * @param connections open at once, event streams included; one more is closed at once
 * @param streams clients of an event stream at once; one more is answered with 503
 * @param line the longest request line, in bytes
 * @param headers all headers of a request together, in bytes
 * @param request how long a request may take to arrive
 * @param idle after which an unused connection is closed
 */
public record Limits(int connections, int streams, int line, int headers, Duration request, Duration idle) {
    /** Those of the server. */
    public static final Limits USUAL =
            new Limits(1_000, 256, 4_096, 8_192, Duration.ofSeconds(10), Duration.ofSeconds(60));

    public Limits {
        if (connections < 1 || streams < 1 || line < 1 || headers < 1) {
            throw new IllegalArgumentException("a limit below 1 lets no request through");
        }
    }
}
