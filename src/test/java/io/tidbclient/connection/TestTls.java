package io.tidbclient.connection;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;

/** The certificates and keys in {@code src/test/resources/tls}. */
final class TestTls {
    private TestTls() {}

    static Path path(String name) {
        try {
            return Path.of(Objects.requireNonNull(TestTls.class.getResource("/tls/" + name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
