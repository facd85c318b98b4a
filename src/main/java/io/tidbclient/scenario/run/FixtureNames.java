package io.tidbclient.scenario.run;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a run's database and users are called on the server. Both have the run's id, eight random hexadecimal digits. */
final class FixtureNames {
    /** What the name of every database begins with. */
    static final String DATABASE = "tidb_client_";

    /** What the name of every user begins with. */
    static final String USER = "tc_";

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}");
    private static final Pattern USERS = Pattern.compile(USER + "(" + ID + ")_[A-Za-z][A-Za-z0-9_]{0,9}");

    private FixtureNames() {}

    /** The database of a run. */
    static String database(String run) {
        return DATABASE + run;
    }

    /** The user of a run for an account of its script. */
    static String user(String run, String account) {
        return USER + run + "_" + account;
    }

    /** The run to which a database belongs; empty for other databases. */
    static Optional<String> runOfDatabase(String name) {
        return Optional.of(name)
                .filter(database -> database.startsWith(DATABASE))
                .map(database -> database.substring(DATABASE.length()))
                .filter(id -> ID.matcher(id).matches());
    }

    /** The run to which a user belongs; empty for other users. */
    static Optional<String> runOfUser(String name) {
        Matcher user = USERS.matcher(name);
        return user.matches() ? Optional.of(user.group(1)) : Optional.empty();
    }
}
