package io.tidbclient.cli;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import picocli.CommandLine.IVersionProvider;

import jakarta.enterprise.context.ApplicationScoped;

/** What {@code --version} prints, and what a report says it was made by. */
@ApplicationScoped
public class VersionText implements IVersionProvider {
    private final String version;

    VersionText(@ConfigProperty(name = "quarkus.application.version") String version) {
        this.version = version;
    }

    /** The version alone, {@code 0.1.0} for example. */
    public String version() {
        return version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"tidb-client " + version};
    }
}
