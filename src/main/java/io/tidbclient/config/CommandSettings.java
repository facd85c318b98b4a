package io.tidbclient.config;

import java.util.List;
import java.util.stream.Stream;

/**
 * The settings of each command. A setting that a command has no use for is missing from its set, so that its option is refused
 * instead of ignored; a command may give a setting another default.
 */
public final class CommandSettings {
    /** All that is needed to open connections and to say where each value came from. */
    public static final List<Setting<?>> CONNECTING = joined(
            ConnectionOptions.ALL,
            LoginOptions.ALL,
            List.of(TlsOptions.SSL_MODE, TlsOptions.SSL_CA, TlsOptions.SSL_CERT, TlsOptions.SSL_KEY),
            List.of(RunOptions.CONNECTIONS));

    /**
     * Whether a command with these settings opens the connections that the YAML file may list. {@code verify-isolation} does not:
     * its {@code -n} is a number of sessions, which have no database to choose.
     */
    static boolean takeList(List<Setting<?>> wanted) {
        return wanted.containsAll(CONNECTING);
    }

    /** What every command has. */
    public static final List<Setting<?>> EVERYWHERE =
            joined(OutputOptions.ALL, LoggingOptions.ALL, ConfigurationOptions.ALL);

    /** What the check has beside {@link #CONNECTING}, {@link #EVERYWHERE} and the settings of resilience. */
    static final List<Setting<?>> CHECKING = List.of(
            TlsOptions.WARN_CERT_EXPIRY,
            RunOptions.POOL_SIZE,
            RunOptions.SHARD,
            RunOptions.PARALLEL,
            RunOptions.FAIL_FAST,
            RunOptions.BARRIER,
            RunOptions.TIMEOUT,
            RunOptions.EVERY,
            RunOptions.CRON,
            RunOptions.REPEAT,
            RunOptions.LAST,
            ImportOptions.MONITOR_DURATION,
            ImportOptions.INTERVAL);

    /** {@link #CONNECTING} for the commands that open one connection to each host. */
    static final List<Setting<?>> CONNECTING_ONCE = without(CONNECTING, RunOptions.CONNECTIONS);

    /** What every command has that shows no run of the check. */
    private static final List<Setting<?>> COMMON = without(EVERYWHERE, OutputOptions.EVENTS);

    /** The check, which is the command without a name. */
    public static final List<Setting<?>> CHECK =
            joined(CONNECTING, CHECKING, ResilienceOptions.ALL, List.of(OutputOptions.BELL), EVERYWHERE);

    /** {@code wait}: a timeout by default, attempts at short intervals, and nothing about import jobs. */
    public static final List<Setting<?>> WAIT = joined(
            CONNECTING,
            List.of(
                    RunOptions.TIMEOUT.withDefault("60s"),
                    ResilienceOptions.RETRY_DELAY,
                    ResilienceOptions.RETRY_MAX_DELAY.withDefault("2s"),
                    OutputOptions.BELL),
            EVERYWHERE);

    /** A target of {@code serve}: what the check has, without what is about a single run or its output. */
    public static final List<Setting<?>> TARGET = joined(
            CONNECTING,
            List.of(
                    TlsOptions.WARN_CERT_EXPIRY,
                    RunOptions.POOL_SIZE,
                    RunOptions.PARALLEL,
                    RunOptions.TIMEOUT.withDefault("30s"),
                    RunOptions.EVERY.withDefault("30s"),
                    RunOptions.CRON,
                    ImportOptions.INTERVAL.withDefault("5s"),
                    ImportOptions.STALL,
                    ServeOptions.NO_IMPORTS),
            ResilienceOptions.ALL);

    /** {@code serve}: the server, and its target when none is listed. */
    public static final List<Setting<?>> SERVE = joined(
            TARGET,
            List.of(RunOptions.SHARD),
            ServeOptions.ALL.stream()
                    .filter(setting -> !setting.equals(ServeOptions.NO_IMPORTS))
                    .toList(),
            ImportOptions.COMMANDS,
            List.of(OutputOptions.QUIET, OutputOptions.VERBOSE),
            LoggingOptions.ALL,
            ConfigurationOptions.ALL);

    /** {@code demo}, which may serve. */
    public static final List<Setting<?>> DEMO = joined(List.of(ServeOptions.LISTEN), EVERYWHERE);

    /** {@code run}: scenarios have a database of their own and define the number of connections. */
    public static final List<Setting<?>> RUN = joined(
            without(CONNECTING_ONCE, ConnectionOptions.DATABASE),
            List.of(RunOptions.FAIL_FAST, RunOptions.TIMEOUT),
            EVERYWHERE);

    /** {@code scenarios clean}. */
    public static final List<Setting<?>> SCENARIOS_CLEAN = joined(
            without(CONNECTING_ONCE, ConnectionOptions.DATABASE),
            List.of(OutputOptions.QUIET, OutputOptions.VERBOSE),
            LoggingOptions.ALL,
            ConfigurationOptions.ALL);

    /** {@code verify-isolation}: it has a database of its own, and {@code -n} sessions. */
    public static final List<Setting<?>> VERIFY_ISOLATION = joined(
            without(CONNECTING_ONCE, ConnectionOptions.DATABASE),
            List.of(
                    RunOptions.CONNECTIONS
                            .withDefault("8")
                            .withDescription("Number of sessions, 2 to 1000, spread over the hosts in turn."),
                    RunOptions.TIMEOUT),
            IsolationOptions.ALL,
            COMMON);

    /** {@code history check}. */
    public static final List<Setting<?>> HISTORY_CHECK = without(COMMON, OutputOptions.PROGRESS);

    /** {@code report show}. */
    public static final List<Setting<?>> REPORT_SHOW = without(COMMON, OutputOptions.PROGRESS);

    /** {@code report merge}: the merged report is JSON by default, to be kept. */
    public static final List<Setting<?>> REPORT_MERGE =
            joined(List.of(OutputOptions.OUTPUT.withDefault("json")), without(REPORT_SHOW, OutputOptions.OUTPUT));

    /** {@code imports list}, {@code show} and {@code groups}, which poll once. */
    public static final List<Setting<?>> IMPORTS_QUERY = joined(
            CONNECTING_ONCE, List.of(ImportOptions.EXPECT_ROWS, ImportOptions.WIDE), ResilienceOptions.ALL, COMMON);

    /** {@code imports watch}, without a time limit. */
    public static final List<Setting<?>> IMPORTS_WATCH = joined(
            CONNECTING_ONCE,
            List.of(ImportOptions.MONITOR_DURATION.withoutDefault(), ImportOptions.INTERVAL),
            ImportOptions.SHOWING,
            ImportOptions.HOOKS,
            ResilienceOptions.ALL,
            COMMON);

    /** {@code imports wait}: attempts at short intervals, without a limit or until a timeout. */
    public static final List<Setting<?>> IMPORTS_WAIT = joined(
            CONNECTING_ONCE,
            List.of(RunOptions.TIMEOUT, ImportOptions.INTERVAL),
            ImportOptions.SHOWING,
            ImportOptions.HOOKS,
            List.of(ResilienceOptions.RETRY_DELAY, ResilienceOptions.RETRY_MAX_DELAY.withDefault("2s")),
            COMMON);

    /** {@code imports start}, which may wait for the job. */
    public static final List<Setting<?>> IMPORTS_START = joined(
            CONNECTING_ONCE,
            List.of(RunOptions.TIMEOUT, ImportOptions.INTERVAL),
            ImportOptions.SHOWING,
            ImportOptions.HOOKS,
            ResilienceOptions.ALL,
            COMMON);

    /** {@code imports cancel}. */
    public static final List<Setting<?>> IMPORTS_CANCEL = joined(
            CONNECTING_ONCE,
            List.of(RunOptions.TIMEOUT, ImportOptions.INTERVAL, ImportOptions.WIDE),
            ResilienceOptions.ALL,
            COMMON);

    /** {@code imports replay} and {@code report}, which read a recording. */
    public static final List<Setting<?>> IMPORTS_OFFLINE = joined(ImportOptions.SHOWING, COMMON);

    private CommandSettings() {}

    @SafeVarargs
    @SuppressWarnings("varargs") // The array only becomes a list.
    private static List<Setting<?>> joined(List<Setting<?>>... lists) {
        return Stream.of(lists).flatMap(List::stream).toList();
    }

    private static List<Setting<?>> without(List<Setting<?>> settings, Setting<?> left) {
        return settings.stream().filter(setting -> !setting.equals(left)).toList();
    }
}
