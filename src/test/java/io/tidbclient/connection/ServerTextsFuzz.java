package io.tidbclient.connection;

import io.tidbclient.fuzz.FuzzInput;

import java.util.List;

/** Versions and grants of any text: the first line is the version, the next ones are grants. */
public final class ServerTextsFuzz {
    private ServerTextsFuzz() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        List<String> lines = List.of(FuzzInput.text(input).split("\n", -1));
        ServerVersion version = VersionParser.parse(lines.getFirst());
        FuzzInput.require(version.product() != null && version.release() != null, "a version without a release");
        ServerVersion detailed = VersionParser.withDetails(version, String.join("\n", lines));
        FuzzInput.require(detailed.release() != null, "details without a release");
        Grants grants = Grants.parse(lines.subList(1, lines.size()));
        FuzzInput.require(grants.accessTo("shop").database().equals("shop"), "access to another database");
    }
}
