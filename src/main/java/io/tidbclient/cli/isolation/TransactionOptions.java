package io.tidbclient.cli.isolation;

import io.tidbclient.cli.DurationOption;
import io.tidbclient.config.ConfigException;
import io.tidbclient.isolation.TransactionShape;
import io.tidbclient.isolation.VerificationPlan;
import picocli.CommandLine.Option;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** The options that say which transactions are run. */
final class TransactionOptions {
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Duration USUAL = Duration.ofSeconds(10);
    private static final int MOST_SESSIONS = 1000;
    private static final double MOST_RATE = 1e6;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            description =
                    "How long transactions are run, 100ms to 1d, at most 10000000 of them. Default: 10s, without --count.")
    String duration;

    @Option(
            names = "--count",
            paramLabel = "COUNT",
            description = "Number of transactions, at most 10000000, instead of --for.")
    Long count;

    @Option(
            names = "--isolation",
            paramLabel = "LEVEL",
            defaultValue = "repeatable-read",
            description = "Isolation level of the sessions: read-uncommitted, read-committed, repeatable-read or"
                    + " serializable. Default: ${DEFAULT-VALUE}.")
    String isolation;

    @Option(
            names = "--transactions",
            paramLabel = "MODE",
            description = "TiDB's transaction mode: pessimistic or optimistic. Default: pessimistic.")
    String mode;

    @Option(
            names = "--keys",
            paramLabel = "COUNT",
            defaultValue = "10",
            description = "Number of lists in use at any time, at most 100000; fewer means more conflicts. Default:"
                    + " ${DEFAULT-VALUE}.")
    int keys;

    @Option(
            names = "--operations",
            paramLabel = "COUNT",
            defaultValue = "4",
            description = "Largest number of operations in a transaction, at most 100. Default: ${DEFAULT-VALUE}.")
    int operations;

    @Option(
            names = "--appends-per-key",
            paramLabel = "COUNT",
            defaultValue = "64",
            description = "Number of appends after which a list is replaced by a new one, at most 10000. Default:"
                    + " ${DEFAULT-VALUE}.")
    int appendsPerKey;

    @Option(
            names = "--reads",
            paramLabel = "FRACTION",
            defaultValue = "0.5",
            description = "Fraction of operations that read, more than 0 and less than 1. Default: ${DEFAULT-VALUE}.")
    double reads;

    @Option(
            names = "--rate",
            paramLabel = "NUMBER",
            defaultValue = "0",
            description = "Transactions a second over all sessions; 0, the default, for as many as possible.")
    double rate;

    @Option(
            names = "--cut-connections",
            paramLabel = "FRACTION",
            defaultValue = "0",
            description =
                    "Fraction of transactions, 0 to 1, whose connection the client closes at a random point, during"
                            + " COMMIT too; the session reconnects. Default: ${DEFAULT-VALUE}.")
    double cuts;

    @Option(
            names = "--kill-connections",
            paramLabel = "FRACTION",
            defaultValue = "0",
            description =
                    "Fraction of transactions, 0 to 1, whose session another connection ends by KILL at a random point;"
                            + " the session reconnects. TiDB v8.5.4 terminates when a session that holds locks is killed: not for"
                            + " servers with other clients. Default: ${DEFAULT-VALUE}.")
    double kills;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            description = "Random seed; reuse it to generate the same transactions.")
    Long seed;

    /**
     * The plan that they describe.
     *
     * @param sessions the number of sessions
     * @throws ConfigException for the first mistake
     */
    VerificationPlan plan(int sessions) {
        require(
                sessions >= 2 && sessions <= MOST_SESSIONS,
                "-n",
                sessions,
                "2 to " + MOST_SESSIONS + " sessions: isolation is between sessions");
        if (duration != null && count != null) {
            throw new ConfigException("--for and --count exclude each other; give one of them.");
        }
        Optional<Duration> time = count != null
                ? Optional.empty()
                : Optional.of(duration == null ? USUAL : DurationOption.parse("--for", duration, SHORTEST, LONGEST));
        require(cuts >= 0 && cuts <= 1, "--cut-connections", cuts, "0 to 1");
        require(kills >= 0 && kills <= 1, "--kill-connections", kills, "0 to 1");
        if (cuts + kills > 1) {
            throw new ConfigException(
                    "--cut-connections and --kill-connections together are more than all transactions;"
                            + " give fractions that add up to 1 at most.");
        }
        require(reads > 0 && reads < 1, "--reads", reads, "more than 0 and less than 1");
        require(rate >= 0 && rate <= MOST_RATE, "--rate", rate, "0 to 1000000");
        return new VerificationPlan(
                new VerificationPlan.Load(
                        sessions,
                        time,
                        count == null ? 0 : within("--count", count, VerificationPlan.MOST_TRANSACTIONS),
                        rate),
                IsolationChoices.level("--isolation", isolation),
                Optional.ofNullable(mode).map(name -> IsolationChoices.mode("--transactions", name)),
                shape(),
                cuts,
                kills);
    }

    private TransactionShape shape() {
        return new TransactionShape(
                (int) within("--keys", keys, TransactionShape.MOST_KEYS),
                (int) within("--operations", operations, TransactionShape.MOST_OPERATIONS),
                (int) within("--appends-per-key", appendsPerKey, TransactionShape.MOST_APPENDS),
                reads,
                seed == null ? ThreadLocalRandom.current().nextLong(1, 1_000_000_000) : seed);
    }

    private static long within(String option, long value, long most) {
        require(value >= 1 && value <= most, option, value, "1 to " + most);
        return value;
    }

    private static void require(boolean valid, String option, Object value, String range) {
        if (!valid) {
            throw new ConfigException("%s: %s is out of range; give %s.".formatted(option, value, range));
        }
    }
}
