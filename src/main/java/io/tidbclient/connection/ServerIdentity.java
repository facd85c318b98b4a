package io.tidbclient.connection;

import java.time.LocalDateTime;

/**
 * Which server answered, by its own account, at the first round trip.
 *
 * @param versionText {@code VERSION()}: {@code 8.0.11-TiDB-v8.5.4} for example
 * @param hostname {@code @@hostname}
 * @param port {@code @@port}; differs from the target's behind a proxy or load balancer
 * @param connectionId {@code CONNECTION_ID()}, a 64-bit number on TiDB
 * @param currentUser {@code CURRENT_USER()}, the account that matched
 * @param clock {@code NOW(6)} of the session: the server's time in the session's zone
 */
public record ServerIdentity(
        String versionText, String hostname, int port, long connectionId, String currentUser, LocalDateTime clock) {}
