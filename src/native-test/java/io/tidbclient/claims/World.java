package io.tidbclient.claims;

import java.util.Map;

/** The server and the files that a command meets; closed when it has ended. */
interface World extends AutoCloseable {
    /** What {@code -H} takes; empty for commands that need no server. */
    default String address() {
        return "";
    }

    /** Whom the command logs in as, without a password. */
    default String user() {
        return "root";
    }

    /** What stands for names such as {@code $CA} in a command. */
    default Map<String, String> variables() {
        return Map.of();
    }

    @Override
    void close();

    /** Opens a world. */
    @FunctionalInterface
    interface Source {
        World open() throws Exception;
    }
}
