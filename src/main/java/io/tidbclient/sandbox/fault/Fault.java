package io.tidbclient.sandbox.fault;

/** One way to misbehave: at the beginning of a connection, or at a statement. */
public sealed interface Fault permits ConnectionFault, StatementFault {}
