package io.tidbclient.connection;

import io.tidbclient.connection.DatabaseAccess.Extent;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a user may do, as {@code SHOW GRANTS} lists it. TiDB counts the active roles' privileges in (seen on v8.5.4).
 */
public final class Grants {
    private final List<Grant> all;

    private Grants(List<Grant> all) {
        this.all = all;
    }

    /** Reads the lines; those that make no sense give nothing. */
    static Grants parse(List<String> lines) {
        return new Grants(
                lines.stream().map(Grant::parse).flatMap(Optional::stream).toList());
    }

    /** Whether the user has SUPER, without which TiDB shows it no import jobs but its own. */
    public boolean isSuper() {
        return all.stream()
                .anyMatch(grant ->
                        !grant.revoked() && grant.scope() instanceof Grant.Scope.Everywhere && grant.names("SUPER"));
    }

    /** What the user may do in the database. */
    public DatabaseAccess accessTo(String database) {
        return new DatabaseAccess(
                database,
                extent(database, "SELECT"),
                extent(database, "INSERT", "UPDATE", "DELETE"),
                extent(database, "CREATE"));
    }

    private Extent extent(String database, String... privileges) {
        List<Extent> extents =
                List.of(privileges).stream().map(p -> extentOf(database, p)).toList();
        if (extents.stream().allMatch(Extent.ALL::equals)) {
            return Extent.ALL;
        }
        return extents.stream().allMatch(Extent.NONE::equals) ? Extent.NONE : Extent.PART;
    }

    private Extent extentOf(String database, String privilege) {
        boolean whole = false;
        boolean part = false;
        boolean revoked = false;
        for (Grant grant : all) {
            if (!grant.names(privilege)) {
                continue;
            }
            switch (grant.scope()) {
                case Grant.Scope.Everywhere everywhere -> whole |= !grant.revoked();
                case Grant.Scope.Databases databases -> {
                    boolean matches = matches(databases.pattern(), database);
                    whole |= matches && !grant.revoked();
                    revoked |= matches && grant.revoked();
                }
                case Grant.Scope.Table table -> part |= table.database().equalsIgnoreCase(database);
            }
        }
        if (whole && !revoked) {
            return Extent.ALL;
        }
        return part ? Extent.PART : Extent.NONE;
    }

    /** LIKE, without regard to case: TiDB keeps names in lower case. At worst the product of both lengths. */
    private static boolean matches(String pattern, String name) {
        return like(pattern.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
    }

    private static boolean like(String pattern, String name) {
        int p = 0;
        int n = 0;
        int star = -1;
        int starName = 0;
        while (n < name.length()) {
            char expected = p < pattern.length() ? pattern.charAt(p) : 0;
            boolean escaped = expected == '\\' && p + 1 < pattern.length();
            if (escaped) {
                expected = pattern.charAt(p + 1);
            }
            if (p < pattern.length() && expected == '%' && !escaped) {
                star = p++;
                starName = n;
            } else if (p < pattern.length() && (expected == name.charAt(n) || (expected == '_' && !escaped))) {
                p += escaped ? 2 : 1;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++starName;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '%') {
            p++;
        }
        return p == pattern.length();
    }
}
