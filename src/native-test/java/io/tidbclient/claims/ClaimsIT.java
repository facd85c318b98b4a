package io.tidbclient.claims;

import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

/** The rows that also run on the JVM. */
class ClaimsIT extends FalsifiedClaims {
    ClaimsIT(@TempDir Path folder) throws IOException {
        super(ClaimTable.rows("jvm"), OfflineFalsifications.check(folder));
    }
}
