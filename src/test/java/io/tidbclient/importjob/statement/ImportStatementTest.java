package io.tidbclient.importjob.statement;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ImportStatementTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "IMPORT INTO t FROM '/f.csv' | IMPORT INTO t FROM '/f.csv' WITH DETACHED",
                "import into d.t from \"/f.csv\"; | import into d.t from \"/f.csv\" WITH DETACHED",
                "IMPORT INTO t FROM '/f' WITH thread=8 | IMPORT INTO t FROM '/f' WITH thread=8, DETACHED",
                "IMPORT INTO t FROM '/f' FORMAT 'sql' | IMPORT INTO t FROM '/f' FORMAT 'sql' WITH DETACHED",
                "IMPORT INTO t(a, @b) SET c=trim(leading 'x' from @b) FROM '/f' | IMPORT INTO t(a, @b) SET c=trim(leading 'x' from @b) FROM '/f' WITH DETACHED",
                "/* from */ IMPORT INTO `from` FROM '/f' -- the end | IMPORT INTO `from` FROM '/f' WITH DETACHED",
                "IMPORT INTO t(a, @from) SET b=@from FROM '/f' | IMPORT INTO t(a, @from) SET b=@from FROM '/f' WITH DETACHED",
                "IMPORT INTO t(@from, @1) SET fields=@from, `lines`=concat(@1, 'x') FROM '/f' | IMPORT INTO t(@from, @1) SET"
                        + " fields=@from, `lines`=concat(@1, 'x') FROM '/f' WITH DETACHED",
                "IMPORT INTO t(`from`) FROM '/f' WITH `thread`=8 | IMPORT INTO t(`from`) FROM '/f' WITH `thread`=8, DETACHED",
                "IMPORT INTO t FROM 'it''s;' # done; | IMPORT INTO t FROM 'it''s;' WITH DETACHED",
                "IMPORT INTO t FROM '/f' WITH lines_terminated_by='\\n', skip_rows=1 | IMPORT INTO t FROM '/f' WITH lines_terminated_by='\\n', skip_rows=1, DETACHED",
            })
    void detached_is_added_where_it_is_missing(String given, String sent) {
        ImportStatement statement = ImportStatement.parse(given);

        assertThat(statement.sql()).isEqualTo(sent);
        assertThat(statement.added()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "IMPORT INTO t FROM '/f' WITH DETACHED",
                "IMPORT INTO t FROM '/f' WITH `detached`",
                "IMPORT INTO t FROM '/f' WITH detached, thread=8",
                "IMPORT INTO t FROM '/f' WITH skip_rows=1, Detached"
            })
    void an_existing_detached_is_kept(String given) {
        ImportStatement statement = ImportStatement.parse(given);

        assertThat(statement.sql()).isEqualTo(given);
        assertThat(statement.added()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FROM '/f' FIELDS TERMINATED BY ';'",
                "FROM '/f' COLUMNS OPTIONALLY ENCLOSED BY '\"'",
                "FROM '/f' LINES TERMINATED BY '\\n'",
                "FROM '/f' IGNORE 1 LINES",
                "FROM '/f' WITH thread=8 IGNORE 1 LINES",
                "FROM '/f' WITH FIELDS TERMINATED BY ';'",
                "FROM '/f' WITH thread=8, LINES STARTING BY 'x'",
                "FIELDS ESCAPED BY '' FROM '/f'",
                "(a, b) SET c = @d IGNORE 1 LINES FROM '/f'"
            })
    void clauses_of_load_data_get_the_hint_to_use_with(String clauses) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> ImportStatement.parse("IMPORT INTO t " + clauses))
                .withMessageContaining("WITH fields_terminated_by");
    }

    @Test
    void a_table_is_written_with_its_database_or_without() {
        assertThat(ImportStatement.parse("IMPORT INTO t FROM '/f'").namesDatabase())
                .isFalse();
        assertThat(ImportStatement.parse("IMPORT INTO `d.t` FROM '/f'").namesDatabase())
                .isFalse();
        assertThat(ImportStatement.parse("IMPORT INTO d . `t` FROM '/f'").namesDatabase())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "orders | | orders",
                "shop.orders | shop | orders",
                "shop.`orders` | shop | orders",
                "`shop` . orders | shop | orders",
                "shop/* the */./* last */orders | shop | orders",
                "~shop.\norders~ | shop | orders",
                "`my table` | | my table",
                "`a.b` | | a.b",
                "`a``b`.2024_orders | a`b | 2024_orders",
                "shop.2024 | shop | 2024",
                "`FROM` | | FROM"
            })
    void the_target_is_known_without_its_quotes(String written, String schema, String table) {
        assertThat(ImportStatement.parse("IMPORT INTO " + written + " FROM '/f'")
                        .name())
                .contains(new TableName(Optional.ofNullable(schema), table));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024.orders", "1.5", ".5", "shop .2024", "t PARTITION (p)"})
    void a_target_that_a_server_may_read_otherwise_is_not_known(String written) {
        assertThat(ImportStatement.parse("IMPORT INTO " + written + " FROM '/f'")
                        .name())
                .isEmpty();
    }

    @Test
    void a_word_of_that_name_in_a_string_or_as_a_value_is_not_the_option() {
        assertThat(ImportStatement.parse("IMPORT INTO t FROM 'DETACHED'").added())
                .isTrue();
        assertThat(ImportStatement.parse("IMPORT INTO t FROM '/f' WITH character_set=DETACHED")
                        .added())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "DROP TABLE t | not an IMPORT INTO",
                "IMPORT TABLE t | not an IMPORT INTO",
                "SHOW IMPORT JOBS | not an IMPORT INTO",
                "IMPORT INTO t FROM '/f'; DROP TABLE t | something follows",
                "IMPORT INTO t FROM '/f' DROP TABLE t | something follows",
                "IMPORT INTO t FROM SELECT 1 | in a SQL client",
                "IMPORT INTO t FROM (SELECT 1) WITH thread=8 | in a SQL client",
                "IMPORT INTO t FROM WITH c AS (SELECT 1) SELECT * FROM c | in a SQL client",
                "IMPORT INTO t FROM /f.csv | location in quotes",
                "IMPORT INTO t | has no FROM",
                "IMPORT INTO FROM '/f' | has no FROM",
                "IMPORT INTO t FROM '/f | is not closed",
                "IMPORT INTO t FROM '/f' /* | is not closed",
                "IMPORT INTO t FROM '/f' /*! ; DROP TABLE t */ | would execute",
                "IMPORT INTO t FROM '/f' WITH | not followed by options",
                "IMPORT INTO t FROM '/f' WITH thread= | no value",
                "IMPORT INTO t FROM '/f' WITH thread=(select 1) | neither a word",
                "~ -- nothing~ | there is no statement"
            })
    void anything_else_is_refused(String given, String why) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> ImportStatement.parse(given))
                .withMessageContaining(why);
    }

    @Test
    void secrets_are_in_no_message_and_no_text_of_it() {
        String secret = "IMPORT INTO t FROM 's3://b/f?access-key=AKIA&secret-access-key=geheim'";

        assertThat(ImportStatement.parse(secret)).hasToString("IMPORT INTO t");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> ImportStatement.parse(secret + "; SELECT 1"))
                .withMessageNotContaining("geheim");
    }

    @Property
    void whatever_is_given_is_read_or_refused_and_nothing_else(@ForAll String given) {
        try {
            assertThat(ImportStatement.parse(given).sql()).containsIgnoringCase("DETACHED");
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    @Property
    void whatever_stands_in_the_source_stays_one_string(@ForAll String source) {
        String quoted = "'" + source.replace("\\", "\\\\").replace("'", "''") + "'";

        assertThat(ImportStatement.parse("IMPORT INTO t FROM " + quoted).sql())
                .isEqualTo("IMPORT INTO t FROM " + quoted + " WITH DETACHED");
    }
}
