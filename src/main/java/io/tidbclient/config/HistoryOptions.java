package io.tidbclient.config;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import static io.tidbclient.config.Setting.Kind.VALUE;

/**
 * What the YAML file has under {@code serve.history}, beside how to connect. They are no options and have no variables, except
 * for those that {@link HistorySettings} reads.
 */
final class HistoryOptions {
    /** How long records are kept. */
    static final Setting<Duration> KEEP = Setting.of(
                    "keep", SettingGroup.SERVER, VALUE, Values.duration(Duration.ofDays(1), Duration.ofDays(3650)))
            .defaultText("30d")
            .build();

    /** Who writes them. */
    static final Setting<String> SERVER = Setting.of("server", SettingGroup.SERVER, VALUE, HistoryOptions::server)
            .example("monitor-1")
            .build();

    /** How to connect. */
    static final List<Setting<?>> CONNECTING = List.of(
            ConnectionOptions.URL,
            LoginOptions.USER,
            LoginOptions.PASSWORD_FILE,
            LoginOptions.NO_PASSWORD,
            TlsOptions.SSL_MODE,
            TlsOptions.SSL_CA,
            TlsOptions.SSL_CERT,
            TlsOptions.SSL_KEY);

    /** All keys, in the order of documentation. */
    static final List<Setting<?>> ALL =
            Stream.concat(CONNECTING.stream(), Stream.of(KEEP, SERVER)).toList();

    /** What is resolved of them: {@link #ALL}, and what a URL or a default gives. */
    static final List<Setting<?>> WANTED = Stream.concat(
                    CommandSettings.CONNECTING_ONCE.stream(), Stream.of(KEEP, SERVER))
            .toList();

    private static final int LONGEST_NAME = 64;

    private HistoryOptions() {}

    private static String server(String text) {
        String name = Values.name(text);
        if (name.codePointCount(0, name.length()) > LONGEST_NAME || !Quoted.isPrintable(name)) {
            throw new IllegalArgumentException(
                    "%s is not a name; give at most %d printable characters".formatted(Quoted.of(name), LONGEST_NAME));
        }
        return name;
    }
}
