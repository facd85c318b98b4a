package io.tidbclient.config;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A YAML file to begin with: every setting, commented out, with its default or an example. Lines that begin with two
 * hashes stay comments; without the hash and blank of the others, the file is valid.
 */
public final class ConfigTemplate {
    private static final String PROSE = "## ";
    private static final String CODE = "# ";
    private static final String LISTED = """
            ## Instead of a number, connections may be a list, here or at the top level: connections that differ and are
            ## checked together, each with an id. What one leaves out comes from the settings above.
            #   each:
            #     connections:
            #       - id: shop
            #         host: tidb-1.example.com
            #         user: shop_reader
            #         password-file: ~/.tidb-shop
            #         database: [shop, stock]
            #       - id: crm
            #         host: tidb-2.example.com:4001
            #         user: crm_reader
            #         ssl-mode: required
            """;

    private ConfigTemplate() {}

    /** The file's text. */
    public static String text() {
        List<String> lines = new ArrayList<>();
        lines.add(PROSE + "Settings of tidb-client. Options, TIDB_... variables, DATABASE_URL and --defaults-file");
        lines.add(PROSE + "take precedence over this file. Uncomment the lines you need.");
        for (SettingGroup group : SettingGroup.values()) {
            lines.add("");
            lines.add(PROSE + group.title());
            settings(group).forEach(setting -> addSetting(lines, setting));
        }
        lines.add("");
        lines.add(PROSE + "A profile overrides the settings above when --profile or the key profile selects it.");
        lines.add(CODE + "profiles:");
        lines.add(CODE + "  " + ConfigurationOptions.PROFILE.example() + ":");
        lines.add(CODE + "    " + line(LoginOptions.USER));
        lines.add(CODE + "    " + line(ConnectionOptions.DATABASE));
        return String.join("\n", lines) + "\n" + LISTED;
    }

    private static Stream<Setting<?>> settings(SettingGroup group) {
        return Settings.ALL.stream()
                .filter(setting -> setting.group() == group)
                .filter(setting -> setting.refusedInFile().isEmpty());
    }

    private static void addSetting(List<String> lines, Setting<?> setting) {
        lines.add(PROSE + setting.description());
        lines.add(CODE + line(setting));
    }

    private static String line(Setting<?> setting) {
        return setting.key() + ": " + setting.example();
    }
}
