package io.tidbclient.connection;

import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.StartupEvent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Has sockets of the native binary watched by platform threads. Where virtual threads watch them, the default on
 * Linux, a read that waits on a virtual thread may never see that its answer has come
 * (docs/decisions/0012-pollers-of-the-native-binary.md).
 */
@ApplicationScoped
class VirtualThreadPolling {
    private static final String MODE = "jdk.pollerMode";
    private static final String PLATFORM_THREADS = "1";

    /** The JDK reads the mode when the first virtual thread waits for a socket: after this. */
    void onStart(@Observes StartupEvent event) {
        if (ImageMode.current() == ImageMode.NATIVE_RUN && System.getProperty(MODE) == null) {
            System.setProperty(MODE, PLATFORM_THREADS);
        }
    }
}
