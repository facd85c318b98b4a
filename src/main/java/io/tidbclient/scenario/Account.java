package io.tidbclient.scenario;

import java.util.List;

/**
 * A user that the scenario makes for itself, with a name and password of its run's own, and drops at its end.
 *
 * @param place where it is declared
 * @param name how the script calls it
 * @param privileges on the scenario's database, {@code SELECT} for example; may be empty
 * @param clauses further clauses of CREATE USER, {@code WITH MAX_USER_CONNECTIONS 1} for example; may be empty
 */
public record Account(Place place, String name, List<String> privileges, String clauses) {
    public Account {
        privileges = List.copyOf(privileges);
    }
}
