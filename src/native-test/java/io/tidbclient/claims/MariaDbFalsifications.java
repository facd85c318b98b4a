package io.tidbclient.claims;

import io.tidbclient.sandbox.SandboxOptions;
import io.tidbclient.testing.MariaDbServer;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** What can be false of rows, locks, transactions, privileges and connections, on a MariaDB. */
final class MariaDbFalsifications {
    private static final String COMMIT = "COMMIT";

    private final MariaDbWorld.Opener open;
    private final World.Source sound;
    private final World.Source app;
    private final World.Source relayed;
    private final Map<String, Falsification> all = new HashMap<>();

    private MariaDbFalsifications(MariaDbServer server) {
        this.open = new MariaDbWorld.Opener(server);
        this.sound = open.after();
        this.app = open.forApp();
        this.relayed = open.behind(relay -> {});
    }

    static Map<String, Falsification> of(MariaDbServer server) {
        MariaDbFalsifications falsifications = new MariaDbFalsifications(server);
        falsifications.rows();
        falsifications.isolation();
        falsifications.rights();
        falsifications.connections();
        return Map.copyOf(falsifications.all);
    }

    private void rows() {
        after("the row is another", "UPDATE claims.fact SET v = 99");
        after("the bug is mended", "UPDATE claims.fact SET v = 90");
        after("the table does not exist", "DROP TABLE claims.fact");
        after(
                "there are more rows than a history keeps",
                "INSERT INTO claims.entry (v) SELECT seq FROM claims.seq_1_to_1001");
        after("the statements are slow", "UPDATE claims.fact SET delay = 0.6");
        after("the statement does not end", "UPDATE claims.fact SET delay = 60");
        after("another row is locked", "UPDATE claims.choice SET id = 2");
        after(
                "an entry is refused",
                "CREATE TRIGGER claims.refuse BEFORE INSERT ON claims.entry FOR EACH ROW BEGIN"
                        + " IF NEW.v = 3 THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'no'; END IF; END");
        after(
                "an entry meets a deadlock first",
                "CREATE TRIGGER claims.refuse BEFORE INSERT ON claims.entry FOR EACH ROW BEGIN"
                        + " SET @tries = IFNULL(@tries, 0) + 1; IF @tries = 1 THEN"
                        + " SIGNAL SQLSTATE '40001' SET MYSQL_ERRNO = 1213, MESSAGE_TEXT = 'Deadlock found'; END IF; END");
    }

    private void isolation() {
        after("sessions read what is not committed", "SET GLOBAL tx_isolation = 'READ-UNCOMMITTED'");
        after("sessions read what was committed last", "SET GLOBAL tx_isolation = 'READ-COMMITTED'");
        after("updates do not conflict with the snapshot", "SET GLOBAL innodb_snapshot_isolation = OFF");
    }

    private void rights() {
        forApp("CREATE is not granted", "REVOKE CREATE ON *.* FROM app");
        forApp("DROP is not granted", "REVOKE DROP ON *.* FROM app");
        forApp("PROCESS is not granted", "REVOKE PROCESS, SUPER ON *.* FROM app");
        after("the database of the history does not exist", "DROP DATABASE monitoring");
        all.put(
                "the server is a MySQL",
                new Falsification(
                        sound, SandboxWorld.with(SandboxOptions.defaults().withVersion("8.0.36-sandbox"))));
    }

    private void connections() {
        all.put(
                "a connection breaks at COMMIT",
                new Falsification(relayed, open.behind(relay -> relay.cutting(1, COMMIT))));
        all.put(
                "all connections break at their first COMMIT",
                new Falsification(relayed, open.behind(relay -> relay.cutting(4, COMMIT))));
        all.put(
                "a proxy lowers the isolation level",
                new Falsification(
                        relayed, open.behind(relay -> relay.replacing("REPEATABLE READ", "READ COMMITTED "))));
        all.put(
                "the server is not reached for a second",
                new Falsification(relayed, open.behind(relay -> relay.refusing(Duration.ofSeconds(1), COMMIT))));
    }

    private void after(String name, String statement) {
        all.put(name, new Falsification(sound, open.after(statement)));
    }

    private void forApp(String name, String statement) {
        all.put(name, new Falsification(app, open.forApp(statement)));
    }
}
