package io.tidbclient.scenario;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SqlTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "COMMIT",
                "commit work",
                "/* the last */ ROLLBACK -- AND CHAIN",
                "COMMIT AND NO CHAIN",
                "ROLLBACK RELEASE",
                "COMMIT WORK AND NO CHAIN NO RELEASE",
                "# TO\nROLLBACK"
            })
    void what_ends_a_transaction(String sql) {
        assertThat(SqlText.parse(sql).endsTransaction()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ROLLBACK TO s",
                "rollback to savepoint s",
                "ROLLBACK WORK /* back */ TO SAVEPOINT `commit`",
                "COMMIT AND CHAIN",
                "ROLLBACK AND /**/ CHAIN NO RELEASE",
                "SAVEPOINT rollback",
                "RELEASE SAVEPOINT s",
                "BEGIN",
                "SELECT 'COMMIT'"
            })
    void what_leaves_one_open(String sql) {
        assertThat(SqlText.parse(sql).endsTransaction()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BEGIN",
                "begin pessimistic",
                "/* */ START TRANSACTION",
                "START TRANSACTION WITH CONSISTENT SNAPSHOT"
            })
    void what_begins_one(String sql) {
        assertThat(SqlText.parse(sql).beginsTransaction()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"START SLAVE", "SAVEPOINT BEGIN", "SELECT 'BEGIN'", "COMMIT AND CHAIN"})
    void what_begins_none(String sql) {
        assertThat(SqlText.parse(sql).beginsTransaction()).isFalse();
    }
}
