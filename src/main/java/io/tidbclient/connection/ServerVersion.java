package io.tidbclient.connection;

/**
 * What kind of server it is, and which release.
 *
 * @param product TiDB or not
 * @param release as the server names it: {@code v8.5.4}, {@code v9.0.0-beta.2.pre-1895-g5c9198e948}, {@code
 *     CLOUD.202603.4}, {@code 8.0.36-0ubuntu0.22.04.1}; of MariaDB the number alone
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
