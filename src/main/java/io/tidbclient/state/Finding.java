package io.tidbclient.state;

/** Something a handler learned that others may want to know. Each workflow has its own sealed family. */
public interface Finding {}
