package io.tidbclient.sandbox.instance;

import io.tidbclient.sql.Identifiers;

import java.util.List;
import java.util.Locale;

/**
 * One grant of a user.
 *
 * @param privileges in words: {@code SELECT}; or {@code ALL PRIVILEGES}; kept in upper case
 * @param database {@code *} for all of them
 * @param table {@code *} for all of them
 * @param grantable whether the user may pass it on
 */
public record SandboxGrant(List<String> privileges, String database, String table, boolean grantable) {
    /** Stands for every database, or every table. */
    public static final String ANY = "*";

    private static final String ALL = "ALL PRIVILEGES";

    public SandboxGrant {
        privileges = privileges.stream()
                .map(privilege -> privilege.toUpperCase(Locale.ROOT))
                .toList();
        if (privileges.isEmpty()) {
            throw new IllegalArgumentException("a grant has at least one privilege");
        }
        if (database.isEmpty() || table.isEmpty() || (database.equals(ANY) && !table.equals(ANY))) {
            throw new IllegalArgumentException("a grant is on *.*, on a database's tables, or on one table");
        }
    }

    /** Everything on everything. */
    public static SandboxGrant all() {
        return new SandboxGrant(List.of(ALL), ANY, ANY, true);
    }

    /** These privileges on all tables of a database. */
    public static SandboxGrant on(String database, String... privileges) {
        return new SandboxGrant(List.of(privileges), database, ANY, false);
    }

    /** These privileges on the whole server: {@code SUPER} or {@code PROCESS} for example. */
    public static SandboxGrant global(String... privileges) {
        return new SandboxGrant(List.of(privileges), ANY, ANY, false);
    }

    boolean isGlobal() {
        return database.equals(ANY);
    }

    boolean gives(String privilege) {
        return privileges.contains(ALL) || privileges.contains(privilege);
    }

    boolean reaches(String name) {
        return isGlobal() || database.equalsIgnoreCase(name);
    }

    /** As {@code SHOW GRANTS} writes it. */
    String statement(String user) {
        return "GRANT " + String.join(",", privileges) + " ON " + quoted(database) + "." + quoted(table) + " TO '"
                + user + "'@'%'" + (grantable ? " WITH GRANT OPTION" : "");
    }

    private static String quoted(String name) {
        return name.equals(ANY) ? name : Identifiers.enclose(name);
    }
}
