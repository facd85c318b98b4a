package io.tidbclient.cli;

import java.util.List;

/**
 * Keeps the log manager from looking up this machine's name for each record, where nothing prints it: where the name does not
 * resolve and DNS is slow, that takes ten seconds of silence. It takes what these properties say in place of a look-up
 * (io.smallrye.common.net.HostName).
 */
public final class LocalHostName {
    private static final List<String> PROPERTIES =
            List.of("jboss.host.name", "jboss.qualified.host.name", "jboss.node.name");

    private LocalHostName() {}

    /** To be called before anything is logged. */
    public static void avoidLookup() {
        PROPERTIES.forEach(name -> System.setProperty(name, "localhost"));
    }
}
