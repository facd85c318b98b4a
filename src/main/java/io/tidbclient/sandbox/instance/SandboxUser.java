package io.tidbclient.sandbox.instance;

import java.util.ArrayList;
import java.util.List;

/**
 * A user of the simulated server, from any host.
 *
 * @param name not empty
 * @param password may be empty; never shown
 * @param grants none for one who may log in and no more
 */
public record SandboxUser(String name, String password, List<SandboxGrant> grants) {
    public SandboxUser {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a user of the sandbox has no name");
        }
        grants = List.copyOf(grants);
    }

    /** Root, who may do everything. */
    public static SandboxUser root(String password) {
        return new SandboxUser("root", password, List.of(SandboxGrant.all()));
    }

    /** As {@code CURRENT_USER()} says it. */
    public String account() {
        return name + "@%";
    }

    /** Whether this user sees, and may end, the work of others. */
    public boolean isSuper() {
        return grants.stream().anyMatch(grant -> grant.isGlobal() && grant.gives("SUPER"));
    }

    /** Whether this user sees a database: any privilege on any part of it is enough. */
    public boolean mayEnter(String database) {
        return database.equalsIgnoreCase(SandboxDatabase.INFORMATION_SCHEMA)
                || grants.stream().anyMatch(grant -> grant.reaches(database));
    }

    /** What {@code SHOW GRANTS} answers. */
    public List<String> grantStatements() {
        List<String> statements = new ArrayList<>();
        if (grants.stream().noneMatch(SandboxGrant::isGlobal)) {
            statements.add("GRANT USAGE ON *.* TO '" + name + "'@'%'");
        }
        grants.forEach(grant -> statements.add(grant.statement(name)));
        return statements;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "SandboxUser[" + account() + ", " + grants + "]";
    }
}
