package io.tidbclient.config;

import java.nio.file.Path;
import java.util.List;

import static io.tidbclient.config.Setting.Kind.PATH;
import static io.tidbclient.config.Setting.Kind.VALUE;

/** The settings of {@link SettingGroup#CONFIGURATION}: the files that settings are read from. */
public final class ConfigurationOptions {
    /** The YAML file. */
    public static final Setting<Path> CONFIG = Setting.of("config", SettingGroup.CONFIGURATION, PATH, Values::path)
            .options("--config")
            .help(
                    "FILE",
                    "YAML file to read. Default: ./tidb-client.yaml, else tidb-client/config.yaml in"
                            + " $XDG_CONFIG_HOME (~/.config).")
            .example("tidb-client.yaml")
            .refusedInFile("the file cannot name another one; give --config or TIDB_CONFIG")
            .build();

    /** The profile within it. */
    public static final Setting<String> PROFILE = Setting.of("profile", SettingGroup.CONFIGURATION, VALUE, Values::name)
            .options("--profile")
            .help("NAME", "Profile of the YAML file that overrides its top level.")
            .example("staging")
            .build();

    /** The my.cnf. */
    public static final Setting<Path> DEFAULTS_FILE = Setting.of(
                    "defaults-file", SettingGroup.CONFIGURATION, PATH, Values::path)
            .options("--defaults-file")
            .help("FILE", "my.cnf file; its [client] group is read.")
            .example("~/.my.cnf")
            .build();

    /** All of these. */
    static final List<Setting<?>> ALL = List.of(CONFIG, PROFILE, DEFAULTS_FILE);

    private ConfigurationOptions() {}
}
