package io.tidbclient.cli.imports;

import io.tidbclient.config.ImportOptions;
import io.tidbclient.config.ResolvedSettings;
import io.tidbclient.config.Setting;
import io.tidbclient.importjob.run.JobFold;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** Values of settings that only some of the commands about import jobs have. */
final class ImportSettingValues {
    private ImportSettingValues() {}

    /** Empty also for a command that does not have the setting. */
    static <T> Optional<T> find(ResolvedSettings settings, Setting<T> setting) {
        return settings.isWanted(setting) ? settings.find(setting) : Optional.empty();
    }

    /** Makes the estimates, by {@code --stall} and {@code --expect-rows}. */
    static JobFold jobFold(ResolvedSettings settings) {
        Duration stall =
                settings.isWanted(ImportOptions.STALL) ? settings.get(ImportOptions.STALL) : JobFold.USUAL_STALL;
        Optional<Long> rows = find(settings, ImportOptions.EXPECT_ROWS);
        return new JobFold(stall, rows.isPresent() ? OptionalLong.of(rows.get()) : OptionalLong.empty());
    }
}
