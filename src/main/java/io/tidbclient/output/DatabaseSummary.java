package io.tidbclient.output;

import io.tidbclient.check.ConnectionView;
import io.tidbclient.connection.DatabaseAccess;
import io.tidbclient.output.digest.Server;
import io.tidbclient.output.text.Units;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The databases that connections to one server verified, one line each. */
final class DatabaseSummary {
    /** More lines are no longer read one by one. */
    private static final int MOST_LINES = 20;

    private static final int MOST_NAMES = 3;

    private DatabaseSummary() {}

    /**
     * What the user may do in each database, in the order they were verified. A line that does not hold for every connection
     * with results says for which it does.
     */
    static List<String> lines(Server server) {
        List<ConnectionView> verified = server.connections().stream()
                .filter(view -> !view.databases().isEmpty())
                .toList();
        List<String> lines = new ArrayList<>();
        byDatabase(verified)
                .values()
                .forEach(accesses -> accesses.forEach((access, names) ->
                        lines.add(rights(access) + (names.size() == verified.size() ? "" : " (" + who(names) + ")"))));
        if (lines.size() <= MOST_LINES) {
            return lines;
        }
        List<String> few = new ArrayList<>(lines.subList(0, MOST_LINES - 1));
        few.add("… and " + Units.count(lines.size() - few.size()) + " more: -o json lists them all");
        return few;
    }

    /** {@code shop; read: yes, write: in part, create: NO}. */
    static String rights(DatabaseAccess access) {
        Function<DatabaseAccess.Extent, String> extent = e -> switch (e) {
            case ALL -> "yes";
            case PART -> "in part";
            case NONE -> "NO";
        };
        return access.database() + "; read: " + extent.apply(access.read()) + ", write: " + extent.apply(access.write())
                + ", create: " + extent.apply(access.create());
    }

    /** The names of the connections by what they found, and that by the database's name. */
    private static Map<String, Map<DatabaseAccess, List<String>>> byDatabase(List<ConnectionView> views) {
        Map<String, Map<DatabaseAccess, List<String>>> all = new LinkedHashMap<>();
        for (ConnectionView view : views) {
            view.databases()
                    .forEach(access -> all.computeIfAbsent(access.database(), name -> new LinkedHashMap<>())
                            .computeIfAbsent(access, same -> new ArrayList<>())
                            .add(view.name()));
        }
        return all;
    }

    private static String who(List<String> names) {
        return names.size() <= MOST_NAMES
                ? String.join(", ", names)
                : Units.count(names.size(), "connection", "connections");
    }
}
