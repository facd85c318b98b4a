package io.tidbclient.isolation;

import io.tidbclient.connection.ServerVersion.Product;

import java.util.Arrays;
import java.util.Optional;

/** What the file of a history says of the server that it was recorded on. */
public final class RecordedConfiguration {
    private RecordedConfiguration() {}

    /**
     * What the documentation of that server promises.
     *
     * @param product the name of a {@link Product}
     * @param level the name of an isolation level on the command line
     * @param mode the name of a transaction mode; pessimistic without one
     * @param snapshotIsolation whether MariaDB's {@code innodb_snapshot_isolation} was on
     * @return empty when product or level are not known
     */
    public static Optional<PromisedModel> promise(
            Optional<String> product, Optional<String> level, Optional<String> mode, boolean snapshotIsolation) {
        return product.flatMap(RecordedConfiguration::product)
                .flatMap(server -> level.flatMap(IsolationLevel::named)
                        .map(known -> PromisedModel.of(
                                new ServerConfiguration(server, known, mode(mode), snapshotIsolation))));
    }

    private static Optional<Product> product(String label) {
        return Arrays.stream(Product.values())
                .filter(product -> product.label().equals(label))
                .findFirst();
    }

    private static TransactionMode mode(Optional<String> label) {
        return label.filter(TransactionMode.OPTIMISTIC.label()::equals).isPresent()
                ? TransactionMode.OPTIMISTIC
                : TransactionMode.PESSIMISTIC;
    }
}
