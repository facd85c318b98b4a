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

    private final List<ConnectionSettings> servers;
    private final ConnectionSettings base;
    private final String run;
    private final Timeouts ofSessions;
    private final Map<String, SessionPlan> plans = new HashMap<>();
    private final Map<String, Integer> serverNumbers = new HashMap<>();
    private final Map<String, Secret> made = new HashMap<>();

    /**
     * @param servers how the servers are reached; the first is the command's own
     * @param longest how long a step may take: no session is given up before
     * @param run distinguishes this run from all others, on any machine
     * @param passwords makes one up
     */
    SessionCredentials(
            Scenario scenario,
            List<ConnectionSettings> servers,
            Duration longest,
            String run,
            Supplier<Secret> passwords) {
        this.servers = List.copyOf(servers);
        this.base = servers.getFirst();
        this.run = run;
        Duration patience = longest.plus(GRACE);
        Timeouts asked = base.timeouts();
        this.ofSessions = asked.read().compareTo(patience) < 0 ? new Timeouts(asked.connect(), patience) : asked;
        scenario.sessions().forEach(this::add);
        scenario.accounts().forEach(account -> made.put(account.name(), passwords.get()));
    }

    private void add(SessionPlan plan) {
        List<String> members = plan.members();
        for (int i = 0; i < members.size(); i++) {
            plans.put(members.get(i), plan);
            serverNumbers.put(
                    members.get(i), plan.server() == SessionPlan.IN_TURN ? i % servers.size() + 1 : plan.server());
        }
    }

    SessionPlan plan(String connection) {
        return plans.get(connection);
    }

    /** What an account of the scenario is called on the server. */
    String accountName(String account) {
        return FixtureNames.user(run, account);
    }

    Secret password(Account account) {
        return made.get(account.name());
    }

    /** The controller's own: the command's user. */
    ConnectionSettings own(String purpose) {
        return with(base, "(" + purpose + ")", base.user(), base.password(), base.timeouts());
    }

    /** On which server a session is, from 1. */
    int serverNumber(String connection) {
        return serverNumbers.get(connection);
    }

    /** The controller's own on a server. */
    ConnectionSettings own(String purpose, int serverNumber) {
        ConnectionSettings server = servers.get(serverNumber - 1);
        return with(server, "(" + purpose + " " + serverNumber + ")", base.user(), base.password(), base.timeouts());
    }

    /** The command's user on the server of a session; for each server under a name of its own. */
    ConnectionSettings own(String purpose, String connection) {
        return own(purpose, serverNumber(connection));
    }

    private ConnectionSettings server(String connection) {
        return servers.get(serverNumber(connection) - 1);
    }

    ConnectionSettings settings(String connection) {
        ConnectionSettings server = server(connection);
        return plans.get(connection)
                .user()
                .map(login -> switch (login) {
                    case Login.Made account ->
                        with(
                                server,
                                connection,
                                accountName(account.account()),
                                made.get(account.account()),
                                ofSessions);
                    case Login.Known known ->
                        with(
                                server,
                                connection,
                                made.containsKey(known.user()) ? accountName(known.user()) : known.user(),
                                known.password(),
                                ofSessions);
                })
                .orElseGet(() -> with(server, connection, base.user(), base.password(), ofSessions));
    }

    private ConnectionSettings with(
            ConnectionSettings server, String connection, String user, Secret password, Timeouts timeouts) {
        return new ConnectionSettings(
                connection + " of run " + run, server.target(), user, password, List.of(), server.tls(), timeouts);
    }
}
