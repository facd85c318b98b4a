package io.tidbclient.sandbox.sql;

import java.util.Optional;

/**
 * One part of a SET.
 *
 * @param name of the system variable, in lower case
 * @param value empty for DEFAULT
 */
public record Assignment(String name, Optional<String> value) {}
