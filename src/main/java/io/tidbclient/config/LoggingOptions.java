package io.tidbclient.config;

import java.nio.file.Path;
import java.util.List;

import static io.tidbclient.config.Setting.Kind.PATH;
import static io.tidbclient.config.Setting.Kind.VALUE;

/** The settings of {@link SettingGroup#LOGGING}: the log. */
public final class LoggingOptions {
    /** What is logged. */
    public static final Setting<LogLevel> LOG_LEVEL = Setting.of(
                    "log-level", SettingGroup.LOGGING, VALUE, Values.oneOf(LogLevel.values(), LogLevel::label))
            .options("--log-level")
            .help(
                    "LEVEL",
                    "Least severe message to log: error, warn, info (states of connections), debug (causes of failures)"
                            + " or trace (statements, with every string as ?).")
            .defaultText(LogLevel.WARN.label())
            .build();

    /** How it is logged. */
    public static final Setting<LogFormat> LOG_FORMAT = Setting.of(
                    "log-format", SettingGroup.LOGGING, VALUE, Values.oneOf(LogFormat.values(), LogFormat::label))
            .options("--log-format")
            .help("FORMAT", "text or json.")
            .defaultText(LogFormat.TEXT.label())
            .build();

    /** Where it is logged. */
    public static final Setting<Path> LOG_FILE = Setting.of("log-file", SettingGroup.LOGGING, PATH, Values::path)
            .options("--log-file")
            .help("FILE", "Append the log to a file instead of writing it to stderr.")
            .example("tidb-client.log")
            .build();

    /** All of these. */
    static final List<Setting<?>> ALL = List.of(LOG_LEVEL, LOG_FORMAT, LOG_FILE);

    private LoggingOptions() {}
}
