package io.tidbclient.config;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

import static io.tidbclient.config.Setting.Kind.VALUE;

/** The settings of {@link SettingGroup#ISOLATION}: the random transactions of {@code verify-isolation}. */
public final class IsolationOptions {
    static final int MOST_TRANSACTIONS = 10_000_000;
    static final int MOST_KEYS = 100_000;
    static final int MOST_OPERATIONS = 100;
    static final int MOST_APPENDS = 10_000;
    static final List<String> LEVELS = List.of("read-uncommitted", "read-committed", "repeatable-read", "serializable");
    static final List<String> MODES = List.of("pessimistic", "optimistic");
    static final List<String> MODELS = List.of(
            "read-uncommitted",
            "read-committed",
            "repeatable-read",
            "snapshot-isolation",
            "strong-snapshot-isolation",
            "serializable",
            "strict-serializable");

    private static final double MOST_RATE = 1e6;

    /** How long transactions are run. */
    public static final Setting<Duration> FOR = Setting.of(
                    "for", SettingGroup.ISOLATION, VALUE, Values.duration(Duration.ofMillis(100), Duration.ofDays(1)))
            .options("--for")
            .help(
                    "DURATION",
                    "How long transactions are run, 100ms to 1d, at most " + MOST_TRANSACTIONS
                            + " of them; without --count.")
            .defaultText("10s")
            .build();

    /** How many transactions are run, instead of for a time. */
    public static final Setting<Integer> COUNT = Setting.of(
                    "count", SettingGroup.ISOLATION, VALUE, Values.wholeNumber(1, MOST_TRANSACTIONS))
            .options("--count")
            .help("COUNT", "Number of transactions, at most " + MOST_TRANSACTIONS + ", instead of --for.")
            .example("5000")
            .build();

    /** The isolation level of the sessions, one of {@link #LEVELS}. */
    public static final Setting<String> LEVEL = Setting.of("isolation", SettingGroup.ISOLATION, VALUE, oneOf(LEVELS))
            .options("--isolation")
            .help(
                    "LEVEL",
                    "Isolation level of the sessions: read-uncommitted, read-committed, repeatable-read or"
                            + " serializable.")
            .defaultText("repeatable-read")
            .build();

    /** TiDB's transaction mode, one of {@link #MODES}. */
    public static final Setting<String> MODE = Setting.of("transactions", SettingGroup.ISOLATION, VALUE, oneOf(MODES))
            .options("--transactions")
            .help("MODE", "TiDB's transaction mode: pessimistic or optimistic. Default: pessimistic.")
            .example("optimistic")
            .build();

    /** The model that must not be ruled out, one of {@link #MODELS}. */
    public static final Setting<String> EXPECT = Setting.of("expect", SettingGroup.ISOLATION, VALUE, oneOf(MODELS))
            .options("--expect")
            .help(
                    "MODEL",
                    "Consistency model that must not be ruled out: read-uncommitted, read-committed, repeatable-read,"
                            + " snapshot-isolation, strong-snapshot-isolation, serializable or strict-serializable. Default: what"
                            + " the server's documentation promises for level and mode.")
            .example("snapshot-isolation")
            .build();

    /** The number of lists. */
    public static final Setting<Integer> KEYS = Setting.of(
                    "keys", SettingGroup.ISOLATION, VALUE, Values.wholeNumber(1, MOST_KEYS))
            .options("--keys")
            .help("COUNT", "Number of lists in use at any time, at most " + MOST_KEYS + "; fewer means more conflicts.")
            .defaultText("10")
            .build();

    /** The size of a transaction. */
    public static final Setting<Integer> OPERATIONS = Setting.of(
                    "operations", SettingGroup.ISOLATION, VALUE, Values.wholeNumber(1, MOST_OPERATIONS))
            .options("--operations")
            .help("COUNT", "Largest number of operations in a transaction, at most " + MOST_OPERATIONS + ".")
            .defaultText("4")
            .build();

    /** The length of a list. */
    public static final Setting<Integer> APPENDS_PER_KEY = Setting.of(
                    "appends-per-key", SettingGroup.ISOLATION, VALUE, Values.wholeNumber(1, MOST_APPENDS))
            .options("--appends-per-key")
            .help(
                    "COUNT",
                    "Number of appends after which a list is replaced by a new one, at most " + MOST_APPENDS + ".")
            .defaultText("64")
            .build();

    /** The share of reads. */
    public static final Setting<Double> READS = Setting.of(
                    "reads", SettingGroup.ISOLATION, VALUE, Values::properFraction)
            .options("--reads")
            .help("FRACTION", "Fraction of operations that read, more than 0 and less than 1.")
            .defaultText("0.5")
            .build();

    /** The arrival rate. */
    public static final Setting<Double> RATE = Setting.of(
                    "rate", SettingGroup.ISOLATION, VALUE, Values.number(0, MOST_RATE))
            .options("--rate")
            .help("NUMBER", "Transactions a second over all sessions, at most 1000000; 0 for as many as possible.")
            .defaultText("0")
            .build();

    /** The share of transactions whose connection is cut. */
    public static final Setting<Double> CUT_CONNECTIONS = Setting.of(
                    "cut-connections", SettingGroup.ISOLATION, VALUE, Values.number(0, 1))
            .options("--cut-connections")
            .help(
                    "FRACTION",
                    "Fraction of transactions, 0 to 1, whose connection the client closes at a random point, during"
                            + " COMMIT too; the session reconnects.")
            .defaultText("0")
            .build();

    /** The share of transactions whose session is killed. */
    public static final Setting<Double> KILL_CONNECTIONS = Setting.of(
                    "kill-connections", SettingGroup.ISOLATION, VALUE, Values.number(0, 1))
            .options("--kill-connections")
            .help(
                    "FRACTION",
                    "Fraction of transactions, 0 to 1, whose session another connection ends by KILL at a random point;"
                            + " the session reconnects. TiDB v8.5.4 terminates when a session that holds locks is killed: not for"
                            + " servers with other clients.")
            .defaultText("0")
            .build();

    /** All of them. */
    static final List<Setting<?>> ALL = List.of(
            FOR,
            COUNT,
            LEVEL,
            MODE,
            EXPECT,
            KEYS,
            OPERATIONS,
            APPENDS_PER_KEY,
            READS,
            RATE,
            CUT_CONNECTIONS,
            KILL_CONNECTIONS);

    private IsolationOptions() {}

    private static Setting.Parser<String> oneOf(List<String> names) {
        return Values.oneOf(names.toArray(String[]::new), Function.identity());
    }
}
