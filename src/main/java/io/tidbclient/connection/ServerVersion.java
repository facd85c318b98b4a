package io.tidbclient.connection;

/**
 * What kind of server it is, and which release.
 *
 * @param product TiDB or not
 * @param release {@code v8.5.4}, {@code 10.11.14}; the whole version text when no release could be read from it
 * @param edition TiDB's edition, {@code Community} for example; empty when not reported
 * @param store TiDB's storage, {@code tikv} or {@code unistore} for example; empty when not reported
 * @param simulated whether it says that it is this tool's sandbox
 */
public record ServerVersion(Product product, String release, String edition, String store, boolean simulated) {
    /** The servers that speak the MySQL protocol and that this tool distinguishes. */
    public enum Product {
        /** TiDB. */
        TIDB("TiDB"),
        /** MariaDB. */
        MARIADB("MariaDB"),
        /** MySQL, or something that does not say that it is another. */
        MYSQL("MySQL");

        private final String label;

        Product(String label) {
            this.label = label;
        }

        /** The product's name as its makers write it. */
        public String label() {
            return label;
        }
    }
}
