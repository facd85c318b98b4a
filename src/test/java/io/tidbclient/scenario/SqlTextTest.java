package io.tidbclient.scenario;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "SELECT :x, ':x', \"it's :x\", `:x` | SELECT ?, ':x', \"it's :x\", `:x` | x",
                "SELECT 'a''b\\' :x', :y | SELECT 'a''b\\' :x', ? | y",
                "SELECT `a``:x`, :y | SELECT `a``:x`, ? | y",
                "SELECT 1--:x | SELECT 1--? | x",
                "SELECT 1 -- :x | SELECT 1 -- :x | ~~",
                "SELECT 1 #:x | SELECT 1 #:x | ~~",
                "SELECT /* :x */ :y | SELECT /* :x */ ? | y",
                "SELECT /*+ MAX_EXECUTION_TIME(:x) */ :y | SELECT /*+ MAX_EXECUTION_TIME(:x) */ ? | y",
                "SELECT 1 /*!40000 + :x */ | SELECT 1 /*!40000 + ? */ | x",
                "SELECT @a := :x, \\N | SELECT @a := ?, \\N | x",
                "SELECT :x, 'open :y | SELECT ?, 'open :y | x",
                "SELECT :x /* open :y | SELECT ? /* open :y | x"
            })
    void names_are_bound_outside_of_quotes_and_comments_only(String sql, String jdbc, String name) {
        SqlText text = SqlText.parse(sql);

        assertThat(text.jdbc()).isEqualTo(jdbc);
        assertThat(text.names()).isEqualTo(name.isEmpty() ? List.of() : List.of(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT ?", "SELECT 'a' = ?", "SELECT 1 /*! + ? */", "SELECT 1--?"})
    void a_question_mark_that_the_driver_would_count_is_refused(String sql) {
        assertThatThrownBy(() -> SqlText.parse(sql))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a '?' has no value here; write :name and save or declare the name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT '?'", "SELECT `?`", "SELECT \"?\" -- ?", "SELECT 1 # ?", "SELECT /* ? */ 1"})
    void a_question_mark_in_quotes_or_comments_is_none(String sql) {
        assertThat(SqlText.parse(sql).jdbc()).isEqualTo(sql);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "  select 1 | SELECT",
                "((SELECT 1)) | SELECT",
                "# UPDATE t¶-- DELETE FROM t¶/* INSERT */ TRUNCATE t | TRUNCATE",
                "/*!80000 DROP TABLE t */ | DROP",
                "/*+ hint */ UPDATE t SET a = 1 | UPDATE",
                "WITH x AS (SELECT 1) UPDATE t, x SET a = 1 | UPDATE",
                "WITH `update` AS (SELECT ')' FROM t) SELECT 1 | SELECT",
                "WITH x AS (SELECT '(' /* ( */) DELETE FROM t | DELETE",
                "begin_x | BEGIN_X",
                "'SELECT' | ~~",
                "-- nothing | ~~"
            })
    void what_a_statement_does_is_its_first_word_or_that_of_its_main_part(String sql, String verb) {
        assertThat(SqlText.parse(sql.replace('¶', '\n')).verb()).isEqualTo(verb);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET autocommit=0",
                "/* from here on */ SET autocommit = OFF",
                "SET SESSION autocommit := false",
                "set @@autocommit = 0",
                "SET @@SESSION.autocommit = 0",
                "SET @@session.`autocommit` = 0",
                "SET GLOBAL max_connections = 10, autocommit = 0",
                "SET `autocommit` = 'OFF'",
                "SET NAMES utf8mb4, autocommit = 0",
                "SET @x = 'autocommit = 1', autocommit = 0"
            })
    void what_turns_autocommit_off(String sql) {
        assertThat(SqlText.parse(sql).turnsAutocommitOff()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET autocommit = 1",
                "SET @x = 'autocommit=0'",
                "SET sql_mode = '' /* autocommit=0 */",
                "SET @autocommit = 0",
                "SET GLOBAL autocommit = 0",
                "SET @@GLOBAL.`autocommit` = 0",
                "SET @@GLOBAL.autocommit = 0",
                "SET autocommit = 1, wait_timeout = 0",
                "SELECT @@autocommit = 0"
            })
    void what_leaves_autocommit_as_it_is(String sql) {
        assertThat(SqlText.parse(sql).turnsAutocommitOff()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "INSERT INTO t VALUES (1) RETURNING a | false",
                "INSERT INTO t VALUES ('RETURNING') | true",
                "INSERT INTO returning_goods VALUES (1) -- RETURNING | true",
                "DELETE FROM t /* RETURNING */ WHERE a = 1 | true",
                "SELECT 1 | false"
            })
    void rows_of_a_change_come_by_returning_alone(String sql, boolean never) {
        assertThat(SqlText.parse(sql).neverHasRows()).isEqualTo(never);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "CREATE /* a */ USER u | true",
                "/* a */ GRANT SELECT ON *.* TO u | true",
                "create or replace role r | true",
                "SET¶PASSWORD = 'x' | true",
                "FLUSH PRIVILEGES | true",
                "CREATE TABLE user (a INT) | false",
                "FLUSH TABLES | false",
                "SELECT 'GRANT' | false",
                "-- GRANT¶SELECT 1 | false"
            })
    void what_changes_users(String sql, boolean changes) {
        assertThat(SqlText.parse(sql.replace('¶', '\n')).changesUsers()).isEqualTo(changes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "SELECT GET_LOCK('a', 1) | a",
                "SELECT get_lock ( /* the name */ \"b\" , 1) | b",
                "SELECT GET_LOCK('it''s', 1) | it's",
                "SELECT GET_LOCK(:name, 1) | bound",
                "SELECT 'GET_LOCK(''x'', 1)', GET_LOCK('y', 1) | y",
                "SELECT /* GET_LOCK('x', 1) */ GET_LOCK('y', 1) | y",
                "SELECT GET_LOCK(CONCAT('a', 'b'), 1) | ~~",
                "SELECT GET_LOCK('a' 'b', 1) | ~~",
                "SELECT GET_LOCK(:other, 1) | ~~"
            })
    void the_name_of_a_users_lock(String sql, String lock) {
        SqlText text = SqlText.parse(sql);

        assertThat(text.takesUserLock()).isTrue();
        assertThat(text.userLock(Map.of("name", new Scalar.Text("bound")))).isEqualTo(lock);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 'GET_LOCK(1)'",
                "SELECT 1 -- GET_LOCK('a', 1)",
                "SELECT RELEASE_LOCK('a')",
                "SELECT get_lock FROM t"
            })
    void what_takes_no_users_lock(String sql) {
        assertThat(SqlText.parse(sql).takesUserLock()).isFalse();
        assertThat(SqlText.parse(sql).userLock(Map.of())).isEmpty();
    }
}
