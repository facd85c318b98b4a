package io.tidbclient.engine;

/** An event that a handler reports. Each workflow has its own sealed family. */
public interface HandlerEvent {}
