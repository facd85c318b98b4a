package io.tidbclient.connection;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * One line of {@code SHOW GRANTS}.
 *
 * @param revoked MySQL's partial revoke: taken away from what other lines give
 * @param privileges in capitals, {@code SELECT} or {@code ALL PRIVILEGES} for example
 * @param scope where they hold
 */
record Grant(boolean revoked, Set<String> privileges, Scope scope) {
    private static final Set<String> OBJECT_TYPES = Set.of("TABLE", "FUNCTION", "PROCEDURE");

    /** Where privileges hold. */
    sealed interface Scope {
        /** Everywhere. */
        record Everywhere() implements Scope {}

        /** In the databases whose names match, {@code %} and {@code _} standing for what they do in LIKE. */
        record Databases(String pattern) implements Scope {}

        /** In one table, or in some of its columns. */
        record Table(String database) implements Scope {}
    }

    /**
     * Reads a line, whatever stands in it; empty when it gives no privilege on anything, as that of a role. What
     * follows the scope is not read: MariaDB prints the hash of the password there.
     */
    static Optional<Grant> parse(String line) {
        GrantScanner scanner = new GrantScanner(line);
        boolean revoked = scanner.skipWord("REVOKE");
        if (!revoked && !scanner.skipWord("GRANT")) {
            return Optional.empty();
        }
        Set<String> privileges = privileges(scanner);
        if (privileges.isEmpty() || !scanner.skipWord("ON")) {
            return Optional.empty();
        }
        for (String type : OBJECT_TYPES) {
            boolean unused = scanner.skipWord(type);
        }
        return scope(scanner).map(scope -> new Grant(revoked, privileges, scope));
    }

    /** Whether it gives the privilege, {@code ALL PRIVILEGES} included. */
    boolean names(String privilege) {
        return privileges.contains(privilege) || privileges.contains("ALL PRIVILEGES") || privileges.contains("ALL");
    }

    private static Set<String> privileges(GrantScanner scanner) {
        Set<String> privileges = new LinkedHashSet<>();
        do {
            String privilege = scanner.words("ON");
            if (privilege.isEmpty()) {
                return Set.of();
            }
            privileges.add(privilege);
            if (scanner.skip('(')) {
                scanner.skipToClosing();
            }
        } while (scanner.skip(','));
        return Set.copyOf(privileges);
    }

    private static Optional<Scope> scope(GrantScanner scanner) {
        if (scanner.skip('*')) {
            return scanner.skip('.') && scanner.skip('*') ? Optional.of(new Scope.Everywhere()) : Optional.empty();
        }
        String database = scanner.name();
        if (database.isEmpty() || !scanner.skip('.')) {
            return Optional.empty();
        }
        if (scanner.skip('*')) {
            return Optional.of(new Scope.Databases(database));
        }
        return scanner.name().isEmpty() ? Optional.empty() : Optional.of(new Scope.Table(database));
    }
}
