package io.tidbclient.config;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

class ConfigTemplateTest {
    @TempDir
    Path directory;

    @Test
    void as_it_is_it_changes_nothing() {
        Asked asked = new Asked(directory).yaml(ConfigTemplate.text());

        assertThat(asked.valueMistakes()).isEmpty();
        assertThat(asked.resolve().rows()).extracting(SettingRow::origin).containsOnly("default", "not set");
    }

    @Test
    void without_its_hashes_it_gives_every_setting_its_example() {
        String active = ConfigTemplate.text()
                .lines()
                .map(line -> line.startsWith("# ") ? line.substring(2) : line)
                .collect(Collectors.joining("\n"));
        Asked asked = new Asked(directory).yaml(active).file("../home/.my.cnf", "[client]");

        assertThat(asked.valueMistakes()).isEmpty();
        ResolvedSettings settings = asked.resolve();
        for (Setting<?> setting : Settings.ALL) {
            if (setting.refusedInFile().isEmpty()) {
                assertThat(settings.origin(setting)).as(setting.key()).isInstanceOf(Origin.File.class);
            }
        }
        assertThat(settings.get(ImportOptions.MONITOR_DURATION)).hasSeconds(60);
        assertThat(settings.get(ConfigurationOptions.PROFILE)).isEqualTo("staging");
    }

    @Test
    void it_begins_like_this() {
        assertThat(ConfigTemplate.text()).startsWith("""
                        ## Settings of tidb-client. Options, TIDB_... variables, DATABASE_URL and --defaults-file
                        ## take precedence over this file. Uncomment the lines you need.

                        ## Connection
                        ## Server to connect to; repeatable, or separated by commas. IPv6 as [::1]:4000.
                        # host: tidb.qyruvz1u6xtd.clusters.dev.tidb-cloud.com
                        """);
    }
}
