package io.tidbclient.scenario;

import io.tidbclient.connection.ServerVersion;

/**
 * A server that stands for all those that a scenario's conditions do not distinguish from it.
 *
 * @param server its version
 * @param label as messages name those servers: {@code TiDB before 8.5.6}
 */
public record ServerCase(ServerVersion server, String label) {}
