package io.tidbclient.connection;

/**
 * What the user may do in a database, as read from the grants.
 *
 * @param database its name
 * @param read SELECT
 * @param write INSERT, UPDATE and DELETE
 * @param create CREATE (tables)
 */
public record DatabaseAccess(String database, Extent read, Extent write, Extent create) {
    /** How much of a database a privilege covers. */
    public enum Extent {
        /** The whole database. */
        ALL,
        /** Some of its tables or columns, or some of the privileges. */
        PART,
        /** Nothing of it. */
        NONE
    }
}
