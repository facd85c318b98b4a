package io.tidbclient.serve.status;

import java.time.Instant;
import java.util.Optional;

/**
 * What a history has of a target's server.
 *
 * @param checkedAt when the last check that succeeded ended
 * @param version its product and release; may be empty
 * @param tls the protocol, {@code none} in plain text; may be empty
 * @param certificateExpiry when the first of its certificates expires; empty without one
 */
public record PastServer(Instant checkedAt, String version, String tls, Optional<Instant> certificateExpiry) {}
