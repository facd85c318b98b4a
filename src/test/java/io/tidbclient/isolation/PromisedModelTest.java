package io.tidbclient.isolation;

import io.tidbclient.connection.ServerVersion.Product;
import io.tidbclient.history.check.ConsistencyModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class PromisedModelTest {
    @ParameterizedTest
    @CsvSource({
        "TIDB, READ_COMMITTED, PESSIMISTIC, false, READ_COMMITTED",
        "TIDB, REPEATABLE_READ, PESSIMISTIC, false, READ_COMMITTED",
        "TIDB, REPEATABLE_READ, OPTIMISTIC, false, SNAPSHOT_ISOLATION",
        "MYSQL, REPEATABLE_READ, PESSIMISTIC, false, READ_COMMITTED",
        "MYSQL, READ_UNCOMMITTED, PESSIMISTIC, false, READ_UNCOMMITTED",
        "MARIADB, REPEATABLE_READ, PESSIMISTIC, false, READ_COMMITTED",
        "MARIADB, REPEATABLE_READ, PESSIMISTIC, true, SNAPSHOT_ISOLATION",
        "MARIADB, READ_COMMITTED, PESSIMISTIC, true, READ_COMMITTED",
        "MARIADB, SERIALIZABLE, PESSIMISTIC, false, SERIALIZABLE",
    })
    void documentation_promises_a_model_for_level_and_mode(
            Product product, IsolationLevel level, TransactionMode mode, boolean snapshot, ConsistencyModel model) {
        assertThat(PromisedModel.of(new ServerConfiguration(product, level, mode, snapshot))
                        .model())
                .isEqualTo(model);
    }

    @Test
    void a_model_weaker_than_the_levels_name_has_a_reason() {
        PromisedModel promise = PromisedModel.of(new ServerConfiguration(
                Product.TIDB, IsolationLevel.REPEATABLE_READ, TransactionMode.PESSIMISTIC, false));

        assertThat(promise.reason()).startsWith("An UPDATE reads the latest committed version");
    }

    @Test
    void the_file_of_a_history_names_the_configuration() {
        assertThat(RecordedConfiguration.promise(
                        Optional.of("TiDB"), Optional.of("repeatable-read"), Optional.of("optimistic"), false))
                .map(PromisedModel::model)
                .contains(ConsistencyModel.SNAPSHOT_ISOLATION);
        assertThat(RecordedConfiguration.promise(
                        Optional.of("TiDB"), Optional.of("repeatable-read"), Optional.empty(), false))
                .map(PromisedModel::model)
                .contains(ConsistencyModel.READ_COMMITTED);
        assertThat(RecordedConfiguration.promise(
                        Optional.of("Oracle"), Optional.of("repeatable-read"), Optional.empty(), false))
                .isEmpty();
        assertThat(RecordedConfiguration.promise(Optional.of("TiDB"), Optional.of("chaos"), Optional.empty(), false))
                .isEmpty();
    }

    @Test
    void the_file_of_a_mariadb_with_snapshot_isolation_promises_it() {
        assertThat(RecordedConfiguration.promise(
                        Optional.of("MariaDB"), Optional.of("repeatable-read"), Optional.empty(), true))
                .map(PromisedModel::model)
                .contains(ConsistencyModel.SNAPSHOT_ISOLATION);
    }
}
