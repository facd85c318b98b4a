package io.tidbclient.cli;

import io.quarkus.runtime.ImageMode;
import org.graalvm.nativeimage.RuntimeOptions;
import org.jboss.logging.Logger;

/**
 * The heap of the native binary in commands that run for hours. Its settings are for opening many connections, when collecting all of
 * it frees next to nothing (docs/decisions/0017-heap-of-the-native-binary.md); here that keeps it from growing.
 */
public final class LongRunHeap {
    private static final Logger LOG = Logger.getLogger(LongRunHeap.class);
    private static final String SHARE = "PercentTimeInIncrementalCollection";
    private static final int PERCENT = 30;

    private LongRunHeap() {}

    /** From now on full collections may take most of the time that all collections take, which is little. On the JVM it does nothing. */
    public static void use() {
        if (ImageMode.current() != ImageMode.NATIVE_RUN) {
            return;
        }
        try {
            RuntimeOptions.set(SHARE, PERCENT);
        } catch (RuntimeException e) {
            LOG.debugf(e, "This binary was built without the option %s", SHARE);
        }
    }
}
