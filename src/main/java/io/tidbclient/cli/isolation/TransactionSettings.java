package io.tidbclient.cli.isolation;

import io.tidbclient.config.ConfigException;
import io.tidbclient.config.ConnectionOptions;
import io.tidbclient.config.IsolationOptions;
import io.tidbclient.config.ResolvedSettings;
import io.tidbclient.config.RunOptions;
import io.tidbclient.config.Setting;
import io.tidbclient.history.check.ConsistencyModel;
import io.tidbclient.isolation.TransactionShape;
import io.tidbclient.isolation.VerificationPlan;

import java.time.Duration;
import java.util.Optional;

/** The settings that say which transactions are run, and what is expected of them. */
record TransactionSettings(ResolvedSettings settings) {
    private static final int LEAST_SESSIONS = 2;
    private static final int MOST_SESSIONS = 1000;

    /**
     * The plan that they describe.
     *
     * @throws ConfigException for the first mistake
     */
    VerificationPlan plan(long seed) {
        int sessions = sessions();
        if (settings.isGiven(IsolationOptions.FOR) && settings.isGiven(IsolationOptions.COUNT)) {
            throw new ConfigException("%s and %s exclude each other; give one of them."
                    .formatted(subject(IsolationOptions.FOR), subject(IsolationOptions.COUNT)));
        }
        Optional<Integer> count = settings.find(IsolationOptions.COUNT);
        Optional<Duration> time =
                count.isPresent() ? Optional.empty() : Optional.of(settings.get(IsolationOptions.FOR));
        double cuts = settings.get(IsolationOptions.CUT_CONNECTIONS);
        double kills = settings.get(IsolationOptions.KILL_CONNECTIONS);
        if (cuts + kills > 1) {
            throw new ConfigException(
                    "%s and %s together are more than all transactions; give fractions that add up to 1 at most."
                            .formatted(
                                    subject(IsolationOptions.CUT_CONNECTIONS),
                                    subject(IsolationOptions.KILL_CONNECTIONS)));
        }
        return new VerificationPlan(
                new VerificationPlan.Load(sessions, time, count.orElse(0), settings.get(IsolationOptions.RATE)),
                IsolationChoices.level(subject(IsolationOptions.LEVEL), settings.get(IsolationOptions.LEVEL)),
                settings.find(IsolationOptions.MODE)
                        .map(name -> IsolationChoices.mode(subject(IsolationOptions.MODE), name)),
                shape(seed),
                cuts,
                kills);
    }

    /** The model that is expected; empty for what the server's documentation promises. */
    Optional<ConsistencyModel> expected() {
        return settings.find(IsolationOptions.EXPECT)
                .map(name -> IsolationChoices.model(subject(IsolationOptions.EXPECT), name));
    }

    /** At least one on each server; fewer that are asked for are refused with the plan of the connections. */
    private int sessions() {
        int sessions = Math.max(
                settings.get(RunOptions.CONNECTIONS),
                settings.get(ConnectionOptions.HOST).size());
        if (sessions < LEAST_SESSIONS || sessions > MOST_SESSIONS) {
            throw new ConfigException("%s: %d is out of range; give %d to %d sessions: isolation is between sessions."
                    .formatted(subject(RunOptions.CONNECTIONS), sessions, LEAST_SESSIONS, MOST_SESSIONS));
        }
        return sessions;
    }

    private TransactionShape shape(long seed) {
        return new TransactionShape(
                settings.get(IsolationOptions.KEYS),
                settings.get(IsolationOptions.OPERATIONS),
                settings.get(IsolationOptions.APPENDS_PER_KEY),
                settings.get(IsolationOptions.READS),
                seed);
    }

    private String subject(Setting<?> setting) {
        return settings.subject(setting);
    }
}
