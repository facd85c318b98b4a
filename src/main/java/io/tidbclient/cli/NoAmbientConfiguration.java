package io.tidbclient.cli;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;

/**
 * Keeps the framework's own configuration out of the surroundings: no {@code .env} and no {@code config/application.properties}
 * of the working directory, no {@code QUARKUS_…} variables, no system properties. What the build has fixed is all of it; the
 * tool's own settings are read by {@link SettingsReader}. Registered as a service, and part of the native binary by that; safe
 * for static initialisation, since the JVM build reads that configuration, too, at each start.
 */
@StaticInitSafe
public final class NoAmbientConfiguration implements SmallRyeConfigBuilderCustomizer {
    /** The loader of development mode and of tests, which need sources that a user's process must not have. */
    private static final String LOADER_OF_DEVELOPMENT = "QuarkusClassLoader";

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        SmallRyeConfigBuilder unused = builder.withSources(new HistoryActivation());
        ClassLoader loader = getClass().getClassLoader();
        if (loader == null || !loader.getClass().getSimpleName().equals(LOADER_OF_DEVELOPMENT)) {
            builder.setAddDefaultSources(false)
                    .setAddSystemSources(false)
                    .setAddPropertiesSources(false)
                    .setAddDiscoveredSources(false);
        }
    }

    /** After every other one, since those add the sources. */
    @Override
    public int priority() {
        return Integer.MAX_VALUE;
    }
}
