package io.tidbclient.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import static io.tidbclient.config.Setting.Kind.FLAG;
import static io.tidbclient.config.Setting.Kind.PATH;
import static io.tidbclient.config.Setting.Kind.VALUE;

/** The settings of {@link SettingGroup#IMPORT_JOBS}: import jobs. */
public final class ImportOptions {
    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration YEAR = Duration.ofDays(365);

    /** How long import jobs are watched. */
    public static final Setting<Duration> MONITOR_DURATION = Setting.of(
                    "monitor-duration", SettingGroup.IMPORT_JOBS, VALUE, Values.duration(Duration.ZERO, YEAR))
            .options("-t", "--monitor-duration")
            .help(
                    "DURATION",
                    "Time to watch active import jobs; 0 disables watching. Examples: 60, 500ms, 90s, 2m," + " 1h, 1d.")
            .defaultText("60")
            .build();

    /** How often import jobs are asked for. */
    public static final Setting<Duration> INTERVAL = Setting.of(
                    "interval", SettingGroup.IMPORT_JOBS, VALUE, Values.duration(Duration.ofSeconds(1), DAY))
            .options("--interval")
            .help("DURATION", "Poll interval for import jobs, at least 1s.")
            .defaultText("2s")
            .build();

    /** When a job that does not move is said to stall. */
    public static final Setting<Duration> STALL = Setting.of(
                    "stall", SettingGroup.IMPORT_JOBS, VALUE, Values.duration(Duration.ofSeconds(1), YEAR))
            .options("--stall")
            .help(
                    "DURATION",
                    "Report a job as stalled after this long without progress. On TiDB 8.5 and earlier, which reports"
                            + " only row counts, at least twice the longest gap between updates, and four times this"
                            + " value before the second update.")
            .defaultText("5m")
            .build();

    /** How many rows are expected. */
    public static final Setting<Long> EXPECT_ROWS = Setting.of(
                    "expect-rows", SettingGroup.IMPORT_JOBS, VALUE, Values::amount)
            .options("--expect-rows")
            .help(
                    "COUNT",
                    "Expected number of rows; enables an ETA on servers that report no progress (TiDB 8.5 and"
                            + " earlier).")
            .example("200000000")
            .build();

    /** Whether every column is shown. */
    public static final Setting<Boolean> WIDE = Setting.of("wide", SettingGroup.IMPORT_JOBS, FLAG, Values::flag)
            .options("--wide")
            .help("", "Show all columns, regardless of the terminal's width.")
            .defaultText("false")
            .build();

    /** Where every sample is kept. */
    public static final Setting<Path> RECORD = Setting.of("record", SettingGroup.IMPORT_JOBS, PATH, Values::path)
            .options("--record")
            .help(
                    "FILE",
                    "Record every poll of the jobs in a file, for 'imports replay' and 'imports report'. An existing"
                            + " file is replaced.")
            .example("imports.ndjson")
            .build();

    /** What is run when a job is done. */
    public static final Setting<String> ON_FINISH = Setting.of(
                    "on-finish", SettingGroup.IMPORT_JOBS, VALUE, Values::command)
            .options("--on-finish")
            .help(
                    "COMMAND",
                    "Command to run when a job has finished; gets the job's data in variables TIDB_JOB_... and as"
                            + " JSON on standard input. Runs without a shell; quotes and backslashes work as in one.")
            .example("notify-send 'import done'")
            .build();

    /** What is run when a job has failed. */
    public static final Setting<String> ON_FAIL = Setting.of(
                    "on-fail", SettingGroup.IMPORT_JOBS, VALUE, Values::command)
            .options("--on-fail")
            .help("COMMAND", "Command to run when a job has failed, was cancelled, or vanished; see --on-finish.")
            .example("notify-send 'import failed'")
            .build();

    /** Whether these commands are for the shell. */
    public static final Setting<Boolean> HOOK_SHELL = Setting.of(
                    "hook-shell", SettingGroup.IMPORT_JOBS, FLAG, Values::flag)
            .options("--hook-shell")
            .help("", "Run the commands of --on-finish and --on-fail with 'sh -c'.")
            .defaultText("false")
            .build();

    /** How jobs that are followed or recorded are estimated and shown. */
    static final List<Setting<?>> SHOWING = List.of(STALL, EXPECT_ROWS, WIDE);

    /** What is done while jobs are followed, and when they end. */
    public static final List<Setting<?>> HOOKS = List.of(RECORD, OutputOptions.BELL, ON_FINISH, ON_FAIL, HOOK_SHELL);

    /** The commands that are run for jobs. */
    static final List<Setting<?>> COMMANDS = List.of(ON_FINISH, ON_FAIL, HOOK_SHELL);

    private ImportOptions() {}
}
