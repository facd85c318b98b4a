package io.tidbclient.serve.http;

/** Is informed of what a server answers. */
@FunctionalInterface
public interface Traffic {
    /** Stands for the path of a request that no endpoint was to answer. */
    String NO_PATH = "other";

    /**
     * A request is being answered. Called on the event loop, so it must not wait.
     *
     * @param path the path of the endpoint or stream, with {@code :name} for a variable part; else {@link #NO_PATH}
     * @param status the HTTP status
     */
    void answered(String path, int status);
}
