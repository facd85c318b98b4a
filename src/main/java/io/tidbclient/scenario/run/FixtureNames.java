package io.tidbclient.scenario.run;

import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of a run's database and users on the server. Both contain the run's id: eight random hexadecimal digits, the first a letter, so
 * that a database with a date in its name is not taken for one of a run.
 */
final class FixtureNames {
    /** What the name of every database begins with. */
    static final String DATABASE = "tidb_client_";

    /** What the name of every user begins with. */
    static final String USER = "tc_";

    private static final String FIRST_DIGITS = "abcdef";
    private static final int FURTHER_DIGITS = 7;
    private static final Pattern ID = Pattern.compile("[a-f][0-9a-f]{" + FURTHER_DIGITS + "}");
    private static final Pattern USERS = Pattern.compile(USER + "(" + ID + ")_[A-Za-z][A-Za-z0-9_]{0,9}");

    private FixtureNames() {}

    /** A new run's id. */
    static String newRun(RandomGenerator random) {
        return FIRST_DIGITS.charAt(random.nextInt(FIRST_DIGITS.length()))
                + HexFormat.of().toHexDigits(random.nextLong(), FURTHER_DIGITS);
    }

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
