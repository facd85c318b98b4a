package io.tidbclient.scenario.run;

import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.config.Secret;
import io.tidbclient.config.Timeouts;
import io.tidbclient.scenario.Account;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.SessionPlan;
import io.tidbclient.scenario.SessionPlan.Login;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The credentials of each session, with generated names and passwords for the users that the scenario creates. */
final class SessionCredentials {
    /** From a step's limit until its connection is given up, so that the limit comes first. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final ConnectionSettings base;
    private final String run;
    private final Timeouts ofSessions;
    private final Map<String, SessionPlan> plans = new HashMap<>();
    private final Map<String, Secret> made = new HashMap<>();

    /**
     * @param base the command's own connection
     * @param longest how long a step may take: no session is given up before
     * @param run distinguishes this run from all others, on any machine
     * @param passwords makes one up
     */
    SessionCredentials(
            Scenario scenario, ConnectionSettings base, Duration longest, String run, Supplier<Secret> passwords) {
        this.base = base;
        this.run = run;
        Duration patience = longest.plus(GRACE);
        Timeouts asked = base.timeouts();
        this.ofSessions = asked.read().compareTo(patience) < 0 ? new Timeouts(asked.connect(), patience) : asked;
        scenario.sessions().forEach(plan -> plan.members().forEach(member -> plans.put(member, plan)));
        scenario.accounts().forEach(account -> made.put(account.name(), passwords.get()));
    }

    SessionPlan plan(String connection) {
        return plans.get(connection);
    }

    /** What an account of the scenario is called on the server. */
    String accountName(String account) {
        return "tc_" + run + "_" + account;
    }

    Secret password(Account account) {
        return made.get(account.name());
    }

    /** The controller's own: the command's user. */
    ConnectionSettings own(String purpose) {
        return with("(" + purpose + ")", base.user(), base.password(), base.timeouts());
    }

    ConnectionSettings settings(String connection) {
        return plans.get(connection)
                .user()
                .map(login -> switch (login) {
                    case Login.Made account ->
                        with(connection, accountName(account.account()), made.get(account.account()), ofSessions);
                    case Login.Known known ->
                        with(
                                connection,
                                made.containsKey(known.user()) ? accountName(known.user()) : known.user(),
                                known.password(),
                                ofSessions);
                })
                .orElseGet(() -> with(connection, base.user(), base.password(), ofSessions));
    }

    private ConnectionSettings with(String connection, String user, Secret password, Timeouts timeouts) {
        return new ConnectionSettings(
                connection + " of run " + run, base.target(), user, password, List.of(), base.tls(), timeouts);
    }
}
