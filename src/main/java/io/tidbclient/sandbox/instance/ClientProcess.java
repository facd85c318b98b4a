package io.tidbclient.sandbox.instance;

import java.util.Optional;

/**
 * A connection as {@code SHOW PROCESSLIST} shows it.
 *
 * @param id as {@code CONNECTION_ID()} says
 * @param user its name
 * @param peer the client's address and port
 * @param database in use
 */
public record ClientProcess(long id, String user, String peer, Optional<String> database) {}
