package io.tidbclient.testing;

/** Taking back what was to be done when the JVM ends. */
final class ShutdownHooks {
    private ShutdownHooks() {}

    /** Removes {@code hook}; during the shutdown itself, when it runs anyway, does nothing. */
    static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // It is running, or about to.
        }
    }
}
