package io.tidbclient.claims;

import io.tidbclient.sandbox.SandboxOptions;
import io.tidbclient.sandbox.fault.FaultText;
import io.tidbclient.sandbox.instance.SandboxDatabase;
import io.tidbclient.sandbox.instance.SandboxGrant;
import io.tidbclient.sandbox.instance.SandboxUser;
import io.tidbclient.sandbox.job.JobLayout;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What can be false of a server, its users and its databases, on the sandbox. */
final class SandboxFalsifications {
    private static final SandboxOptions SOUND =
            SandboxOptions.defaults().withDatabases(SandboxDatabase.of("shop"), SandboxDatabase.of("crm"));

    private static final World.Source FINE = SandboxWorld.with(SOUND);

    private SandboxFalsifications() {}

    static Map<String, Falsification> all() {
        Map<String, Falsification> all = new HashMap<>();
        servers(all);
        faults(all);
        users(all);
        return all;
    }

    private static void servers(Map<String, Falsification> all) {
        all.put("nothing listens at the port", new Falsification(FINE, SandboxWorld.refusing(SOUND)));
        all.put("the server is a MariaDB", version("10.11.6-MariaDB-sandbox"));
        all.put("the server is of another release", version("8.0.11-TiDB-v7.5.1-sandbox"));
        all.put(
                "the MariaDB says that it is no sandbox",
                new Falsification(
                        SandboxWorld.with(SOUND.withVersion("10.11.6-MariaDB-sandbox")),
                        SandboxWorld.with(SOUND.withVersion("10.11.6-MariaDB"))));
        all.put("the server is of a release without import jobs", to(SOUND.withLayout(JobLayout.NONE)));
        all.put(
                "two servers answer at the address",
                new Falsification(
                        SandboxWorld.inTurn(SOUND, SOUND),
                        SandboxWorld.inTurn(SOUND, SOUND.withVersion("8.0.11-TiDB-v7.5.1-sandbox"))));
    }

    private static void faults(Map<String, Falsification> all) {
        all.put("the first connection is closed at once", fault("1*refuse"));
        all.put("the server refuses every statement", fault("deny=1064@SELECT"));
        all.put("the server does not answer any more", fault("freeze@SELECT"));
        all.put("the import jobs cannot be listed", fault("deny=1105@SHOW IMPORT"));
        all.put("a connection breaks while it lists the jobs", fault("1*drop=0@SHOW IMPORT JOBS"));
    }

    private static void users(Map<String, Falsification> all) {
        all.put("the password is another", to(SOUND.withUsers(SandboxUser.root("secret"))));
        all.put(
                "the account is another",
                new Falsification(
                        SandboxWorld.with(SOUND, "root", Map.of()),
                        SandboxWorld.with(
                                SOUND.withUsers(new SandboxUser("other", "", List.of(SandboxGrant.all()))),
                                "other",
                                Map.of())));
        all.put("the database does not exist", to(SOUND.withDatabases(SandboxDatabase.of("crm"))));
        all.put("SELECT is not granted", granted("INSERT", "UPDATE", "DELETE", "CREATE"));
        all.put("UPDATE is not granted", granted("SELECT", "INSERT", "DELETE", "CREATE"));
        all.put("CREATE is not granted", granted("SELECT", "INSERT", "UPDATE", "DELETE"));
        all.put(
                "SUPER is not granted",
                new Falsification(user(SandboxGrant.global("SUPER")), user(SandboxGrant.global("PROCESS"))));
    }

    private static Falsification to(SandboxOptions falsified) {
        return new Falsification(FINE, SandboxWorld.with(falsified));
    }

    private static Falsification version(String text) {
        return to(SOUND.withVersion(text));
    }

    private static Falsification fault(String fault) {
        return to(SOUND.withFaults(FaultText.parse(fault)));
    }

    private static Falsification granted(String... privileges) {
        return new Falsification(
                user(SandboxGrant.on("shop", "SELECT", "INSERT", "UPDATE", "DELETE", "CREATE")),
                user(SandboxGrant.on("shop", privileges)));
    }

    private static World.Source user(SandboxGrant grant) {
        SandboxOptions options = SOUND.withUsers(SandboxUser.root(""), new SandboxUser("app", "", List.of(grant)));
        return SandboxWorld.with(options, "app", Map.of());
    }
}
