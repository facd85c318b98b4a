package io.tidbclient.sandbox.sql;

import io.tidbclient.sandbox.wire.ColumnType;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class StatementParserTest {
    private static final Grammar FULL = new Grammar(true, true);
    private static final Grammar V8 = new Grammar(true, false);
    private static final Grammar NO_IMPORTS = new Grammar(false, false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "show import jobs",
                "SHOW IMPORT JOBS;",
                "  SHOW\n\tIMPORT /* all of them */ JOBS ; ; ",
                "/* first */ SHOW IMPORT JOBS -- last",
                "SHOW IMPORT JOBS # last",
                "/*!80000 SHOW IMPORT */ JOBS"
            })
    void blanks_comments_case_and_semicolons_make_no_difference(String sql) throws Exception {
        assertThat(StatementParser.parse(sql, V8)).isEqualTo(new Statement.ShowImportJobs(ShowJobsFilter.none()));
    }

    @Test
    void a_filter_is_alternatives_of_conditions() throws Exception {
        assertThat(StatementParser.parse(
                        "SHOW IMPORT JOBS WHERE Status = 'running' AND Job_ID NOT IN (1, 2) OR Phase <> ''", V8))
                .isEqualTo(new Statement.ShowImportJobs(new ShowJobsFilter(List.of(
                        List.of(
                                new ShowJobsFilter.Condition("Status", false, List.of("running")),
                                new ShowJobsFilter.Condition("Job_ID", true, List.of("1", "2"))),
                        List.of(new ShowJobsFilter.Condition("Phase", true, List.of("")))))));
    }

    @Test
    void connector_j_may_ask_for_all_its_variables() throws Exception {
        Statement statement = StatementParser.parse(
                "/* mysql-connector-j-9.6.0 (Revision: abc) */SELECT  @@session.auto_increment_increment AS"
                        + " auto_increment_increment, @@wait_timeout AS wait_timeout",
                NO_IMPORTS);

        assertThat(statement)
                .isEqualTo(new Statement.Select(
                        List.of(
                                new SelectItem(
                                        new Expression.SystemVariable("auto_increment_increment"),
                                        "auto_increment_increment"),
                                new SelectItem(new Expression.SystemVariable("wait_timeout"), "wait_timeout")),
                        false));
    }

    @Test
    void an_item_without_alias_is_called_as_it_was_written() throws Exception {
        Statement.Select select = (Statement.Select) StatementParser.parse(
                "SELECT now( 6 ), 'it''s', null, -1.50, CURRENT_USER, 2 two, 3 'three' FROM dual LIMIT 1", V8);

        assertThat(select.items())
                .extracting(SelectItem::label)
                .containsExactly("now( 6 )", "it's", "NULL", "-1.50", "CURRENT_USER", "two", "three");
        assertThat(select.items().get(3).expression())
                .isEqualTo(new Expression.Literal(Optional.of("-1.50"), ColumnType.DECIMAL, 2));
        assertThat(select.empty()).isFalse();
    }

    @Test
    void limit_zero_leaves_no_row() throws Exception {
        assertThat(StatementParser.parse("SELECT 1 LIMIT 0", V8))
                .isInstanceOfSatisfying(
                        Statement.Select.class,
                        select -> assertThat(select.empty()).isTrue());
    }

    @Test
    void set_takes_all_of_its_forms() throws Exception {
        assertThat(set("SET NAMES utf8mb4"))
                .extracting(Assignment::name)
                .containsExactly("character_set_client", "character_set_results", "character_set_connection");
        assertThat(set("SET character_set_results = NULL"))
                .containsExactly(new Assignment("character_set_results", Optional.of("NULL")));
        assertThat(set("SET SESSION time_zone := '+02:00', @@session.autocommit=0, @a = 1"))
                .containsExactly(
                        new Assignment("time_zone", Optional.of("+02:00")),
                        new Assignment("autocommit", Optional.of("0")));
        assertThat(set("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED"))
                .containsExactly(new Assignment("transaction_isolation", Optional.of("READ-COMMITTED")));
        assertThat(set("SET sql_mode = DEFAULT")).containsExactly(new Assignment("sql_mode", Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BEGIN | true",
                "START TRANSACTION READ ONLY | true",
                "COMMIT | true",
                "ROLLBACK | true",
            })
    void transactions_are_all_the_same(String sql) throws Exception {
        assertThat(StatementParser.parse(sql.strip(), V8)).isEqualTo(new Statement.Transaction());
    }

    @Test
    void users_are_named_with_or_without_their_host() throws Exception {
        assertThat(StatementParser.parse("SHOW GRANTS FOR 'app'@'%'", V8))
                .isEqualTo(new Statement.ShowGrants(Optional.of("app")));
        assertThat(StatementParser.parse("SHOW GRANTS FOR CURRENT_USER()", V8))
                .isEqualTo(new Statement.ShowGrants(Optional.empty()));
        assertThat(StatementParser.parse("SHOW GRANTS FOR app", V8))
                .isEqualTo(new Statement.ShowGrants(Optional.of("app")));
    }

    /** Positions and texts as TiDB v8.5.4 answered them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "selec 1 | 5 | selec 1",
                "show import groups | 18 | groups",
                "show raw import jobs | 8 | raw import jobs",
                "select 1 from | 13 | ^^",
                "show import job x | 17 | x",
                "select @@ | 9 | @@",
                "select 'abc | 11 | 'abc"
            })
    void a_syntax_error_is_where_tidb_finds_it(String sql, int column, String near) {
        assertThatExceptionOfType(SqlSyntaxException.class)
                .isThrownBy(() -> StatementParser.parse(sql, V8))
                .satisfies(e -> {
                    assertThat(e.line()).isEqualTo(1);
                    assertThat(e.column()).isEqualTo(column);
                    assertThat(e.near()).isEqualTo(near);
                });
    }

    @Test
    void import_statements_are_syntax_errors_where_there_are_no_import_jobs() {
        for (String sql : List.of("SHOW IMPORT JOBS", "SHOW IMPORT JOB 1", "CANCEL IMPORT JOB 1")) {
            assertThatExceptionOfType(SqlSyntaxException.class)
                    .isThrownBy(() -> StatementParser.parse(sql, NO_IMPORTS));
        }
    }

    @Test
    void groups_and_raw_statistics_are_there_with_the_9_0_line() throws Exception {
        assertThat(StatementParser.parse("SHOW IMPORT GROUPS", FULL))
                .isEqualTo(new Statement.ShowImportGroups(Optional.empty()));
        assertThat(StatementParser.parse("SHOW IMPORT GROUP 'g'", FULL))
                .isEqualTo(new Statement.ShowImportGroups(Optional.of("g")));
        assertThat(StatementParser.parse("SHOW RAW IMPORT JOB 9", FULL)).isEqualTo(new Statement.ShowRawImportJob(9));
    }

    @Test
    void a_statement_of_a_million_pieces_is_a_syntax_error() {
        assertThatExceptionOfType(SqlSyntaxException.class)
                .isThrownBy(() -> StatementParser.parse("SELECT 1" + ",1".repeat(500_000), V8))
                .satisfies(e -> assertThat(e.column()).isEqualTo(1_000_008));
    }

    @Property
    void any_text_is_a_statement_or_a_syntax_error(@ForAll String sql) {
        try {
            assertThat(StatementParser.parse(sql, FULL)).isNotNull();
        } catch (SqlSyntaxException e) {
            assertThat(e.line()).isPositive();
            assertThat(e.column()).isNotNegative();
        }
    }

    @Property
    void any_sequence_of_words_is_a_statement_or_a_syntax_error(@ForAll("wordy") String sql) {
        try {
            assertThat(StatementParser.parse(sql, FULL)).isNotNull();
        } catch (SqlSyntaxException e) {
            assertThat(sql).endsWith(e.near());
        }
    }

    @Provide
    Arbitrary<String> wordy() {
        return Arbitraries.of(
                        "SELECT",
                        "SHOW",
                        "SET",
                        "IMPORT",
                        "JOB",
                        "JOBS",
                        "WHERE",
                        "IN",
                        "=",
                        "(",
                        ")",
                        "'x'",
                        "`y`",
                        "12",
                        "1.5",
                        "-",
                        ",",
                        "@@a.b",
                        "@c",
                        "NAMES",
                        "AS",
                        "LIKE",
                        "NULL",
                        "LIMIT",
                        "FOR",
                        "/*",
                        "*/",
                        "/*!1",
                        "'",
                        ";",
                        "KILL",
                        "USE",
                        "TRANSACTION",
                        "é",
                        "\n")
                .list()
                .ofMaxSize(12)
                .map(words -> String.join(" ", words));
    }

    private static List<Assignment> set(String sql) throws SqlSyntaxException {
        return ((Statement.SetVariables) StatementParser.parse(sql, V8)).assignments();
    }
}
