package io.tidbclient.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The catalogue: every setting that exists. A setting is a constant of its group's class ({@link ConnectionOptions},
 * {@link LoginOptions}, {@link TlsOptions}, {@link RunOptions}, {@link ImportOptions}, {@link IsolationOptions}, {@link ResilienceOptions},
 * {@link ServeOptions}, {@link OutputOptions}, {@link LoggingOptions}, {@link ConfigurationOptions}); {@link CommandSettings} has the set of each
 * command.
 */
public final class Settings {
    /** Every setting, in the order of help and documentation. */
    public static final List<Setting<?>> ALL = Stream.of(
                    CommandSettings.CONNECTING,
                    CommandSettings.CHECKING,
                    ImportOptions.SHOWING,
                    ImportOptions.HOOKS,
                    IsolationOptions.ALL,
                    ResilienceOptions.ALL,
                    ServeOptions.ALL,
                    CommandSettings.EVERYWHERE)
            .flatMap(List::stream)
            .toList();

    private Settings() {}

    /** The setting with this key in the YAML file. */
    public static Optional<Setting<?>> byKey(String key) {
        return ALL.stream().filter(setting -> setting.key().equals(key)).findFirst();
    }
}
