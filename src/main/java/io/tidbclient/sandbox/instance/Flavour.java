package io.tidbclient.sandbox.instance;

import java.util.Locale;

/** Which server is simulated: its version's text decides, as it does for a client. */
public enum Flavour {
    /** TiDB. */
    TIDB("TiDB version", "TiDB Server (Apache License 2.0) simulated by tidb-client, MySQL 8.0 compatible"),
    /** MariaDB. */
    MARIADB("MariaDB server version", "MariaDB simulated by tidb-client"),
    /** MySQL. */
    MYSQL("MySQL server version", "MySQL simulated by tidb-client");

    private static final String TIDB_MARK = "-tidb-";

    private final String manual;
    private final String versionComment;

    Flavour(String manual, String versionComment) {
        this.manual = manual;
        this.versionComment = versionComment;
    }

    /** Of a version such as {@code 8.0.11-TiDB-v8.5.4}, {@code 10.11.14-MariaDB} or {@code 8.4.3}. */
    public static Flavour of(String version) {
        String lower = version.toLowerCase(Locale.ROOT);
        if (lower.contains(TIDB_MARK)) {
            return TIDB;
        }
        return lower.contains("mariadb") ? MARIADB : MYSQL;
    }

    /** Which manual a syntax error sends its reader to. */
    public String manual() {
        return manual;
    }

    String versionComment() {
        return versionComment;
    }

    /** TiDB's own release in the version's text: {@code v8.5.4-sandbox}. */
    static String release(String version) {
        int mark = version.toLowerCase(Locale.ROOT).indexOf(TIDB_MARK);
        return mark < 0 ? version : version.substring(mark + TIDB_MARK.length());
    }
}
