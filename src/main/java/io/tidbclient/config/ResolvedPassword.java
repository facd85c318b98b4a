package io.tidbclient.config;

import java.util.List;

/**
 * The password and where it came from.
 *
 * @param secret possibly empty
 * @param origin its source
 * @param warnings what the user should know about the source, one sentence each
 */
public record ResolvedPassword(Secret secret, Origin origin, List<String> warnings) {
    public ResolvedPassword {
        warnings = List.copyOf(warnings);
    }
}
