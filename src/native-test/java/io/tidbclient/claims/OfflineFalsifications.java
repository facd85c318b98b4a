package io.tidbclient.claims;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Everything that can be false without a real server. */
final class OfflineFalsifications {
    private static final Path FILES =
            Path.of("src/test/resources/io/tidbclient/claims").toAbsolutePath();

    private OfflineFalsifications() {}

    /** Checks rows by them; {@code folder} is for their files. */
    static ClaimCheck check(Path folder) throws IOException {
        Map<String, Falsification> all = new HashMap<>(SandboxFalsifications.all());
        all.putAll(JobFalsifications.all());
        all.putAll(new TlsFalsifications(Files.createDirectories(folder.resolve("tls"))).all());
        World.Source serial = file("serial.edn");
        all.put("an append is lost", new Falsification(serial, file("lost-append.edn")));
        all.put("two transactions overlook each other", new Falsification(serial, file("write-skew.edn")));
        all.put("a transaction was aborted", new Falsification(serial, file("aborted.edn")));
        return new ClaimCheck(all, Files.createDirectories(folder.resolve("files")));
    }

    /** A history in a file, {@code $FILE}. */
    private static World.Source file(String name) {
        return () -> new FileWorld(Map.of("FILE", FILES.resolve(name).toString()));
    }

    private record FileWorld(Map<String, String> variables) implements World {
        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
