package io.tidbclient.config;

import java.time.Duration;

import static io.tidbclient.config.Setting.Kind.FLAG;
import static io.tidbclient.config.Setting.Kind.VALUE;

/** The settings of {@link SettingGroup#RUN}: the run. */
public final class RunOptions {
    /** The most connections one process opens. */
    public static final int MOST_CONNECTIONS = 100_000;

    /** The largest size of a pool. */
    public static final int MOST_POOLED = 100;

    private static final int MOST_RUNS = 1_000_000_000;
    private static final Duration INSTANT = Duration.ofMillis(1);
    private static final Duration YEAR = Duration.ofDays(365);

    /** How many connections. */
    public static final Setting<Integer> CONNECTIONS = Setting.of(
                    "connections", SettingGroup.RUN, VALUE, Values.wholeNumber(1, MOST_CONNECTIONS))
            .options("-n", "--connections")
            .help(
                    "COUNT",
                    "Number of connections, spread evenly over the hosts. Default with several hosts: one each. The YAML"
                            + " file may list connections instead.")
            .defaultText("1")
            .build();

    /** The number of connections in each connection's pool. */
    public static final Setting<Integer> POOL_SIZE = Setting.of(
                    "pool-size", SettingGroup.RUN, VALUE, Values.wholeNumber(1, MOST_POOLED))
            .options("--pool-size")
            .help(
                    "COUNT",
                    "Make each of the -n connections a pool of COUNT connections, at most 100, which is filled, tested"
                            + " and reused. 1 opens a single connection without a pool.")
            .defaultText("1")
            .build();

    /** Which share of the connections is this process's. */
    public static final Setting<Shard> SHARD = Setting.of("shard", SettingGroup.RUN, VALUE, Shard::parse)
            .options("--shard")
            .help(
                    "INDEX/COUNT",
                    "Open only this process's share of the connections when several processes check together: 0/8 to"
                            + " 7/8 for eight. 'report merge' merges their reports.")
            .defaultText(Shard.WHOLE.toString())
            .build();

    /** How many connections work at once. */
    public static final Setting<Integer> PARALLEL = Setting.of(
                    "parallel", SettingGroup.RUN, VALUE, Values.wholeNumber(1, MOST_CONNECTIONS))
            .options("--parallel")
            .help("COUNT", "Maximum number of connections that work at the same time. Default: all.")
            .example("50")
            .build();

    /** Whether the first failure ends the run. */
    public static final Setting<Boolean> FAIL_FAST = Setting.of("fail-fast", SettingGroup.RUN, FLAG, Values::flag)
            .options("--fail-fast")
            .help("", "Stop the whole run at the first connection that fails.")
            .defaultText("false")
            .build();

    /** Where the connections wait for each other. */
    public static final Setting<String> BARRIER = Setting.of("barrier", SettingGroup.RUN, VALUE, Values::name)
            .options("--barrier")
            .help(
                    "STATE",
                    "Hold every connection in this state, e.g. TestingConnection, until all have reached it or ended.")
            .example("TestingConnection")
            .build();

    /** How long the whole run may take. */
    public static final Setting<Duration> TIMEOUT = Setting.of(
                    "timeout", SettingGroup.RUN, VALUE, Values.duration(INSTANT, YEAR))
            .options("--timeout")
            .help("DURATION", "Give up after this time, with exit code 5. Default: no limit; 60s in 'wait'.")
            .example("5m")
            .build();

    /** The interval at which the check is repeated. */
    public static final Setting<Duration> EVERY = Setting.of(
                    "every", SettingGroup.RUN, VALUE, Values.duration(Plan.Every.SHORTEST, YEAR))
            .options("--every")
            .help(
                    "DURATION",
                    "Repeat the check at this interval, at least 1s, until Ctrl-C, --repeat or --timeout; prints one line"
                            + " per run. Import jobs are not watched unless -t is given.")
            .example("30s")
            .build();

    /** The cron expression by which the check is repeated. */
    public static final Setting<String> CRON = Setting.of("cron", SettingGroup.RUN, VALUE, CronExpressions::validated)
            .options("--cron")
            .help(
                    "EXPRESSION",
                    "Repeat the check by a cron expression with seconds, '0 */5 * * * ?' for every five minutes.")
            .example("0 */5 * * * ?")
            .build();

    /** The number of runs after which a repeated check ends. */
    public static final Setting<Integer> REPEAT = Setting.of(
                    "repeat", SettingGroup.RUN, VALUE, Values.wholeNumber(1, MOST_RUNS))
            .options("--repeat")
            .help("COUNT", "With --every or --cron: end after this number of runs.")
            .example("10")
            .build();

    /** Whether the last run of a repeated check decides the exit code. */
    public static final Setting<Boolean> LAST = Setting.of("last", SettingGroup.RUN, FLAG, Values::flag)
            .options("--last")
            .help("", "With --every or --cron: exit with the code of the last run, not of the worst.")
            .defaultText("false")
            .build();

    private RunOptions() {}
}
