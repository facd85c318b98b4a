package io.tidbclient.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import static io.tidbclient.config.Setting.Kind.FLAG;
import static io.tidbclient.config.Setting.Kind.LIST;
import static io.tidbclient.config.Setting.Kind.PATH;
import static io.tidbclient.config.Setting.Kind.VALUE;

/** The catalogue: every setting there is. A new one is a constant here and its place in {@link #ALL}. */
public final class Settings {
    /** The default server; the port is {@link ServerAddress#DEFAULT_PORT}. */
    public static final String DEFAULT_HOST = "tidb.qyruvz1u6xtd.clusters.dev.tidb-cloud.com";

    /** The most connections one process opens. */
    public static final int MOST_CONNECTIONS = 100_000;

    /** The largest size of a pool. */
    public static final int MOST_POOLED = 100;

    private static final int MOST_RUNS = 1_000_000_000;

    private static final Duration INSTANT = Duration.ofMillis(1);
    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration YEAR = Duration.ofDays(365);
    private static final Duration TEN_YEARS = Duration.ofDays(3650);

    /** Where to connect. */
    public static final Setting<List<HostSpec>> HOST = Setting.of(
                    "host", SettingGroup.CONNECTION, LIST, HostSpec::parseList)
            .options("-H", "--host")
            .help("HOST[:PORT]", "Server to connect to; repeatable, or separated by commas. IPv6 as [::1]:4000.")
            .defaultText(DEFAULT_HOST)
            .build();

    /** The port of hosts that are given without one. */
    public static final Setting<Integer> PORT = Setting.of("port", SettingGroup.CONNECTION, VALUE, Values::port)
            .options("-P", "--port")
            .help("PORT", "Port of hosts that are given without one.")
            .defaultText(String.valueOf(ServerAddress.DEFAULT_PORT))
            .build();

    /** The databases to verify. */
    public static final Setting<List<String>> DATABASE = Setting.of(
                    "database", SettingGroup.CONNECTION, LIST, DatabaseNames::parse)
            .options("-d", "--database")
            .alias("TIDB_DB_NAME")
            .help("NAME", "Database to verify; repeatable, or separated by commas.")
            .example("test")
            .build();

    /** Several of the above in one. */
    public static final Setting<ServerUrl> URL = Setting.of("url", SettingGroup.CONNECTION, VALUE, ServerUrl::parse)
            .options("--url")
            .alias(Variables.DATABASE_URL)
            .help("URL", "Server as mysql://user@host:port/database?ssl-mode=...; a password only in DATABASE_URL.")
            .example("mysql://root@127.0.0.1:4000/test")
            .secret()
            .build();

    /** How long a TCP connection may take. */
    public static final Setting<Duration> CONNECT_TIMEOUT = Setting.of(
                    "connect-timeout", SettingGroup.CONNECTION, VALUE, Values.duration(INSTANT, DAY))
            .options("--connect-timeout")
            .help("DURATION", "Time limit for opening a connection, and for the server's greeting.")
            .defaultText("10s")
            .build();

    /** How long an answer may take. */
    public static final Setting<Duration> READ_TIMEOUT = Setting.of(
                    "read-timeout", SettingGroup.CONNECTION, VALUE, Values.duration(INSTANT, DAY))
            .options("--read-timeout")
            .help("DURATION", "Time limit for each wait for data from the server, during login or a statement.")
            .defaultText("30s")
            .build();

    /** Who logs in. */
    public static final Setting<String> USER = Setting.of("user", SettingGroup.LOGIN, VALUE, Values::user)
            .options("-u", "--user")
            .help("NAME", "User to log in as.")
            .example("root")
            .build();

    /** Whether to ask for the password in any case. */
    public static final Setting<Boolean> ASK_PASSWORD = Setting.of(
                    "ask-password", SettingGroup.LOGIN, FLAG, Values::flagWithoutQuote)
            .options("-p", "--password")
            .help("", "Ask for the password on the terminal. It takes no value: the process list would show it.")
            .defaultText("false")
            .build();

    /** The password, which no option takes. */
    public static final Setting<Secret> PASSWORD = Setting.of("password", SettingGroup.LOGIN, VALUE, Secret::of)
            .help("PASSWORD", "The password. No option and no key of the YAML file takes it.")
            .example("********")
            .secret()
            .refusedInFile("a password does not belong in this file; give password-file, or set TIDB_PASSWORD")
            .build();

    /** The file whose first line is the password. */
    public static final Setting<Path> PASSWORD_FILE = Setting.of(
                    "password-file", SettingGroup.LOGIN, PATH, Values::path)
            .options("--password-file")
            .help("FILE", "Take the password from the first line of a file.")
            .example("~/.tidb-password")
            .build();

    /** Whether the password is the first line of standard input. */
    public static final Setting<Boolean> PASSWORD_STDIN = Setting.of(
                    "password-stdin", SettingGroup.LOGIN, FLAG, Values::flagWithoutQuote)
            .options("--password-stdin")
            .help("", "Take the password from the first line of standard input.")
            .defaultText("false")
            .build();

    /** Whether the password is empty. */
    public static final Setting<Boolean> NO_PASSWORD = Setting.of(
                    "no-password", SettingGroup.LOGIN, FLAG, Values::flagWithoutQuote)
            .options("--no-password")
            .help("", "Log in with the empty password.")
            .defaultText("false")
            .build();

    /** How much TLS. Its default depends on the host: {@link TlsPlan}. */
    public static final Setting<SslMode> SSL_MODE = Setting.of(
                    "ssl-mode", SettingGroup.TLS, VALUE, Values.oneOf(SslMode.values(), SslMode::label))
            .options("--ssl-mode")
            .help(
                    "MODE",
                    "disabled, preferred, required, verify-ca or verify-identity. Default: verify-identity for hosts"
                            + " of TiDB Cloud, verify-ca with --ssl-ca, else preferred.")
            .example("verify-identity")
            .build();

    /** Which certificates are trusted. */
    public static final Setting<Path> SSL_CA = Setting.of("ssl-ca", SettingGroup.TLS, PATH, Values::path)
            .options("--ssl-ca")
            .alias("TIDB_CA_PATH")
            .help("FILE", "PEM file with the CA certificates to trust instead of the system's.")
            .example("ca.pem")
            .build();

    /** The client's certificate. */
    public static final Setting<Path> SSL_CERT = Setting.of("ssl-cert", SettingGroup.TLS, PATH, Values::path)
            .options("--ssl-cert")
            .help("FILE", "PEM file with the client's certificate; needs --ssl-key.")
            .example("client-cert.pem")
            .build();

    /** The client's private key. */
    public static final Setting<Path> SSL_KEY = Setting.of("ssl-key", SettingGroup.TLS, PATH, Values::path)
            .options("--ssl-key")
            .help("FILE", "PEM file with the client's private key, not encrypted; needs --ssl-cert.")
            .example("client-key.pem")
            .build();

    /** How early the check warns of a certificate. */
    public static final Setting<Duration> WARN_CERT_EXPIRY = Setting.of(
                    "warn-cert-expiry", SettingGroup.TLS, VALUE, Values.duration(Duration.ZERO, TEN_YEARS))
            .options("--warn-cert-expiry")
            .help(
                    "DURATION",
                    "Warn when a certificate that the server presents expires within this time; 0 disables the"
                            + " warning. The exit code stays the same.")
            .defaultText("14d")
            .build();

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

    /** How often connecting and reading are tried. */
    public static final Setting<Integer> RETRY_ATTEMPTS = Setting.of(
                    "retry-attempts", SettingGroup.RESILIENCE, VALUE, Values.wholeNumber(1, 1000))
            .options("--retry-attempts")
            .help("COUNT", "Maximum attempts to connect or read, including the first; 1 disables retries.")
            .defaultText("3")
            .build();

    /** The longest wait before the second try. */
    public static final Setting<Duration> RETRY_DELAY = Setting.of(
                    "retry-delay", SettingGroup.RESILIENCE, VALUE, Values.duration(INSTANT, DAY))
            .options("--retry-delay")
            .help("DURATION", "Maximum delay before the second attempt; doubles with each further attempt.")
            .defaultText("100ms")
            .build();

    /** Where the doubling ends. */
    public static final Setting<Duration> RETRY_MAX_DELAY = Setting.of(
                    "retry-max-delay", SettingGroup.RESILIENCE, VALUE, Values.duration(INSTANT, DAY))
            .options("--retry-max-delay")
            .help("DURATION", "Upper bound of the delay between attempts.")
            .defaultText("30s")
            .build();

    /** How many failures open a host's breaker. */
    public static final Setting<Integer> BREAKER_FAILURES = Setting.of(
                    "breaker-failures", SettingGroup.RESILIENCE, VALUE, Values.wholeNumber(1, MOST_CONNECTIONS))
            .options("--breaker-failures")
            .help("COUNT", "Connection failures within the window that open a host's circuit breaker.")
            .defaultText("5")
            .build();

    /** Within which time they count. */
    public static final Setting<Duration> BREAKER_WINDOW = Setting.of(
                    "breaker-window", SettingGroup.RESILIENCE, VALUE, Values.duration(INSTANT, DAY))
            .options("--breaker-window")
            .help("DURATION", "Time window in which connection failures are counted.")
            .defaultText("60s")
            .build();

    /** How long the host's breaker stays open. */
    public static final Setting<Duration> BREAKER_OPEN = Setting.of(
                    "breaker-open", SettingGroup.RESILIENCE, VALUE, Values.duration(INSTANT, DAY))
            .options("--breaker-open")
            .help("DURATION", "How long an open circuit breaker rejects attempts before it admits a probe connection.")
            .defaultText("30s")
            .build();

    /** How many successes make all well again. */
    public static final Setting<Integer> BREAKER_SUCCESSES = Setting.of(
                    "breaker-successes", SettingGroup.RESILIENCE, VALUE, Values.wholeNumber(1, MOST_CONNECTIONS))
            .options("--breaker-successes")
            .help("COUNT", "Consecutive successes that close the circuit breaker.")
            .defaultText("3")
            .build();

    /** How results are written. */
    public static final Setting<OutputFormat> OUTPUT = Setting.of(
                    "output", SettingGroup.OUTPUT, VALUE, Values.oneOf(OutputFormat.values(), OutputFormat::label))
            .options("-o", "--output")
            .help(
                    "FORMAT",
                    "text, json or ndjson; junit for the check, 'wait', 'report' and 'run', csv for 'imports list'.")
            .defaultText(OutputFormat.TEXT.label())
            .build();

    /** Whether results alone are written. */
    public static final Setting<Boolean> QUIET = Setting.of("quiet", SettingGroup.OUTPUT, FLAG, Values::flag)
            .options("-q", "--quiet")
            .help("", "Print only the result.")
            .defaultText("false")
            .build();

    /** Whether everything that is known is written. */
    public static final Setting<Boolean> VERBOSE = Setting.of("verbose", SettingGroup.OUTPUT, FLAG, Values::flag)
            .options("-v", "--verbose")
            .help("", "Verbose output, including stack traces.")
            .defaultText("false")
            .build();

    /** How progress is shown. */
    public static final Setting<ProgressMode> PROGRESS = Setting.of(
                    "progress", SettingGroup.OUTPUT, VALUE, Values.oneOf(ProgressMode.values(), ProgressMode::label))
            .options("--progress")
            .help(
                    "HOW",
                    "Progress on stderr: auto (a live view for text on a terminal, else lines), live (also with other"
                            + " formats, while stderr is a terminal), lines or none. -q implies none.")
            .defaultText(ProgressMode.AUTO.label())
            .build();

    /** Where every event is kept. */
    public static final Setting<Path> EVENTS = Setting.of("events", SettingGroup.OUTPUT, PATH, Values::path)
            .options("--events")
            .help("FILE", "Also write every event to a file, as -o ndjson does. An existing file is replaced.")
            .example("events.ndjson")
            .build();

    /** When colour is used. */
    public static final Setting<ColorMode> COLOR = Setting.of(
                    "color", SettingGroup.OUTPUT, VALUE, Values.oneOf(ColorMode.values(), ColorMode::label))
            .options("--color")
            .help("WHEN", "auto (on a terminal, unless NO_COLOR is set), always or never.")
            .defaultText(ColorMode.AUTO.label())
            .build();

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

    /** All that is needed to open connections and to say where each value came from. */
    public static final List<Setting<?>> CONNECTING = List.of(
            HOST,
            PORT,
            DATABASE,
            URL,
            CONNECT_TIMEOUT,
            READ_TIMEOUT,
            USER,
            ASK_PASSWORD,
            PASSWORD,
            PASSWORD_FILE,
            PASSWORD_STDIN,
            NO_PASSWORD,
            SSL_MODE,
            SSL_CA,
            SSL_CERT,
            SSL_KEY,
            CONNECTIONS);

    /** What every command has. */
    public static final List<Setting<?>> EVERYWHERE = List.of(
            OUTPUT,
            EVENTS,
            QUIET,
            VERBOSE,
            PROGRESS,
            COLOR,
            LOG_LEVEL,
            LOG_FORMAT,
            LOG_FILE,
            CONFIG,
            PROFILE,
            DEFAULTS_FILE);

    /** {@link #CONNECTING} for those who open one connection to each host. */
    static final List<Setting<?>> CONNECTING_ONCE =
            CONNECTING.stream().filter(setting -> !setting.equals(CONNECTIONS)).toList();

    /** What every command has that shows no run of the check. */
    static final List<Setting<?>> COMMON =
            EVERYWHERE.stream().filter(setting -> !setting.equals(EVENTS)).toList();

    private static final List<Setting<?>> RUNNING = List.of(
            WARN_CERT_EXPIRY,
            POOL_SIZE,
            SHARD,
            PARALLEL,
            FAIL_FAST,
            BARRIER,
            TIMEOUT,
            EVERY,
            CRON,
            REPEAT,
            LAST,
            MONITOR_DURATION,
            INTERVAL);

    static final List<Setting<?>> RESILIENCE = List.of(
            RETRY_ATTEMPTS,
            RETRY_DELAY,
            RETRY_MAX_DELAY,
            BREAKER_FAILURES,
            BREAKER_WINDOW,
            BREAKER_OPEN,
            BREAKER_SUCCESSES);

    /** Every setting, in the order of help and documentation. */
    public static final List<Setting<?>> ALL = Stream.of(
                    CONNECTING, RUNNING, ImportSettings.ALL, RESILIENCE, EVERYWHERE)
            .flatMap(List::stream)
            .toList();

    /** What the check wants. */
    public static final List<Setting<?>> CHECK = Stream.of(CONNECTING, RUNNING, RESILIENCE, EVERYWHERE)
            .flatMap(List::stream)
            .toList();

    /** What waiting for a server wants: a timeout by default, tries that stay close, and nothing about import jobs. */
    public static final List<Setting<?>> WAIT = Stream.of(
                    CONNECTING,
                    List.<Setting<?>>of(TIMEOUT.withDefault("60s"), RETRY_DELAY, RETRY_MAX_DELAY.withDefault("2s")),
                    EVERYWHERE)
            .flatMap(List::stream)
            .toList();

    /** What showing a report wants. */
    public static final List<Setting<?>> REPORT = EVERYWHERE.stream()
            .filter(setting -> !setting.equals(EVENTS) && !setting.equals(PROGRESS))
            .toList();

    /** What adding reports up wants: the sum is to be kept. */
    public static final List<Setting<?>> MERGE = REPORT.stream()
            .<Setting<?>>map(setting -> setting.equals(OUTPUT) ? OUTPUT.withDefault("json") : setting)
            .toList();

    /** The settings of 'run': scenarios have a database of their own and define the number of connections. */
    public static final List<Setting<?>> SCENARIOS = Stream.of(
                    CONNECTING.stream()
                            .filter(setting -> !setting.equals(DATABASE) && !setting.equals(CONNECTIONS))
                            .<Setting<?>>map(setting -> setting)
                            .toList(),
                    List.<Setting<?>>of(FAIL_FAST, TIMEOUT),
                    EVERYWHERE)
            .flatMap(List::stream)
            .toList();

    private Settings() {}

    /** The setting with this key in the YAML file. */
    public static Optional<Setting<?>> byKey(String key) {
        return ALL.stream()
                .filter(setting -> setting.key().equals(key))
                .<Setting<?>>map(setting -> setting)
                .findFirst();
    }
}
