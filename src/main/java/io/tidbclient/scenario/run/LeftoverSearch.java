package io.tidbclient.scenario.run;

import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.connection.Session;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds what runs of scenarios have on a server, and which of the runs have a session: one in the run's database, or one of a user
 * of the run. TiDB lists the sessions of all servers of a cluster in CLUSTER_PROCESSLIST; other servers list their own.
 *
 * <p>A run that is just beginning has a database and no session in it yet, and a run that reconnects after a restart of the server
 * has no session: neither is recognised. To be used while no run is in progress on the server or its cluster.
 */
final class LeftoverSearch {
    private static final String DATABASES =
            "SELECT SCHEMA_NAME AS name FROM INFORMATION_SCHEMA.SCHEMATA WHERE SCHEMA_NAME LIKE 'tidb\\_client\\_%'";
    private static final String USERS = "SELECT User AS name, Host AS host FROM mysql.user WHERE User LIKE 'tc\\_%'";
    private static final String OF_CLUSTER =
            "SELECT USER AS user, DB AS db FROM INFORMATION_SCHEMA.CLUSTER_PROCESSLIST";
    private static final String OF_SERVER = "SELECT USER AS user, DB AS db FROM INFORMATION_SCHEMA.PROCESSLIST";

    /** ER_BAD_TABLE_ERROR, ER_UNKNOWN_TABLE, ER_NO_SUCH_TABLE: the server is not a TiDB. */
    private static final Set<Integer> UNKNOWN_TABLE = Set.of(1051, 1109, 1146);

    /** Without this privilege a list of sessions has the user's own alone. */
    private static final String SEES_ALL = """
            SELECT COUNT(*) AS seen FROM INFORMATION_SCHEMA.USER_PRIVILEGES WHERE PRIVILEGE_TYPE = 'PROCESS'
            AND GRANTEE = CONCAT('''', REPLACE(CURRENT_USER(), '@', '''@'''), '''')""";

    private final Session session;
    private Optional<String> usersUnread = Optional.empty();

    LeftoverSearch(Session session) {
        this.session = session;
    }

    /**
     * Everything that exists now.
     *
     * @throws FailureException also when the user does not see the sessions of others, or the list of them may be incomplete
     */
    FoundLeftovers find() {
        requireAllSessions();
        List<Leftover> all = new ArrayList<>();
        all.addAll(users());
        all.addAll(databases());
        Set<String> connected = connected();
        return new FoundLeftovers(
                all.stream().filter(left -> !connected.contains(left.run())).toList(),
                all.stream().filter(left -> connected.contains(left.run())).toList(),
                usersUnread);
    }

    private void requireAllSessions() {
        long seen = session.query(SEES_ALL, row -> row.number("seen").orElse(0)).getFirst();
        if (seen == 0) {
            throw new FailureException(
                    Failure.of(
                            FailureKind.NO_PRIVILEGE,
                            "The user does not see the sessions of other users, so that it is not known which databases"
                                    + " are in use.",
                            "Use a user with the privilege PROCESS."),
                    null);
        }
    }

    private List<Leftover> databases() {
        return session.query(DATABASES, row -> row.text("name").orElse("")).stream()
                .flatMap(name ->
                        FixtureNames.runOfDatabase(name)
                                .map(run -> new Leftover(run, Leftover.Kind.DATABASE, name, ""))
                                .stream())
                .sorted(Comparator.comparing(Leftover::name))
                .toList();
    }

    private List<Leftover> users() {
        try {
            return session
                    .query(
                            USERS,
                            row -> user(
                                    row.text("name").orElse(""),
                                    row.text("host").orElse("")))
                    .stream()
                    .flatMap(Optional::stream)
                    .sorted(Comparator.comparing(Leftover::name))
                    .toList();
        } catch (FailureException e) {
            if (e.failure().code() == 0) {
                throw e;
            }
            usersUnread = Optional.of(e.failure().sentence());
            return List.of();
        }
    }

    private static Optional<Leftover> user(String name, String host) {
        return FixtureNames.runOfUser(name).map(run -> new Leftover(run, Leftover.Kind.USER, name, host));
    }

    /** The runs that have a session. */
    private Set<String> connected() {
        Set<String> runs = new HashSet<>();
        for (List<String> one : sessions()) {
            FixtureNames.runOfUser(one.getFirst()).ifPresent(runs::add);
            FixtureNames.runOfDatabase(one.getLast()).ifPresent(runs::add);
        }
        return runs;
    }

    private List<List<String>> sessions() {
        try {
            List<List<String>> found = sessions(OF_CLUSTER);
            requireCompleteAnswer();
            return found;
        } catch (FailureException e) {
            if (!UNKNOWN_TABLE.contains(e.failure().code())) {
                throw e;
            }
            return sessions(OF_SERVER);
        }
    }

    /**
     * TiDB leaves a node that it cannot reach out of the answer, with a warning: SHOW WARNINGS lists it directly after the query.
     *
     * @throws FailureException when there is a warning
     */
    private void requireCompleteAnswer() {
        List<Warning> warnings = Warning.of(session.run(Warning.STATEMENT, List.of()));
        if (!warnings.isEmpty()) {
            throw new FailureException(
                    Failure.of(
                            FailureKind.SERVER_UNAVAILABLE,
                            "The list of the sessions of the cluster may be incomplete: "
                                    + warnings.stream().map(Warning::shown).collect(Collectors.joining("; ")) + ".",
                            "Nothing was dropped; repeat the command when all nodes of the cluster are reachable."),
                    null);
        }
    }

    private List<List<String>> sessions(String sql) {
        return session.query(
                sql, row -> List.of(row.text("user").orElse(""), row.text("db").orElse("")));
    }
}
