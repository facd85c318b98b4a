package io.tidbclient.cli;

import io.quarkus.runtime.ImageMode;
import io.tidbclient.connection.Driver;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import picocli.CommandLine.IVersionProvider;

import jakarta.enterprise.context.ApplicationScoped;

/** What {@code --version} prints, and what a report says it was made by. */
@ApplicationScoped
public class VersionText implements IVersionProvider {
    private final String version;
    private final String commit;
    private final boolean dirty;

    VersionText(
            @ConfigProperty(name = "quarkus.application.version") String version,
            @ConfigProperty(name = "tidb-client.commit") String commit,
            @ConfigProperty(name = "tidb-client.dirty") boolean dirty) {
        this.version = version;
        this.commit = commit;
        this.dirty = dirty;
    }

    /** The version alone, {@code 0.1.0} for example. */
    public String version() {
        return version;
    }

    /** The version, the commit it was built from, whether it is a native binary, and the driver's release. */
    @Override
    public String[] getVersion() {
        return new String[] {
            "tidb-client %s (commit %s%s, %s, %s)"
                    .formatted(version, commit, dirty ? " with changes" : "", kind(), Driver.RELEASE)
        };
    }

    private static String kind() {
        return ImageMode.current() == ImageMode.JVM
                ? "Java " + Runtime.version().feature()
                : "native";
    }
}
