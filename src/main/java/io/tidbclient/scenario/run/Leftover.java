package io.tidbclient.scenario.run;

/**
 * A database or a user of a run of scenarios that is on a server.
 *
 * @param run the run's id
 * @param kind which of the two
 * @param name on the server
 * @param host the user's; empty of a database
 */
public record Leftover(String run, Kind kind, String name, String host) {
    /** What it is. */
    public enum Kind {
        /** A user; dropped first, as a run does it. */
        USER,
        /** A database. */
        DATABASE
    }

    /** As messages name it. */
    public String label() {
        return switch (kind) {
            case USER -> "user '" + name + "'@'" + host + "'";
            case DATABASE -> "database " + name;
        };
    }
}
