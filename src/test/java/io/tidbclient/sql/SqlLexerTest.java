package io.tidbclient.sql;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class SqlLexerTest {
    @Test
    void strings_names_numbers_and_variables_come_without_their_quotes() {
        assertThat(SqlLexer.tokens("SELECT 'it''s\\n', `a``b`, 1.5, @x, @@y, @@`z`, @@session.`a` -- end"))
                .filteredOn(token -> token.kind() != SqlToken.Kind.SYMBOL)
                .extracting(SqlToken::kind, SqlToken::text)
                .containsExactly(
                        tuple(SqlToken.Kind.WORD, "SELECT"),
                        tuple(SqlToken.Kind.STRING, "it's\n"),
                        tuple(SqlToken.Kind.QUOTED_NAME, "a`b"),
                        tuple(SqlToken.Kind.NUMBER, "1.5"),
                        tuple(SqlToken.Kind.USER_VARIABLE, "x"),
                        tuple(SqlToken.Kind.SYSTEM_VARIABLE, "y"),
                        tuple(SqlToken.Kind.SYSTEM_VARIABLE, "z"),
                        tuple(SqlToken.Kind.SYSTEM_VARIABLE, "session.a"),
                        tuple(SqlToken.Kind.END, ""));
    }

    @Test
    void a_dot_behind_a_name_separates_names_also_before_a_digit() {
        assertThat(SqlLexer.tokens("shop.2024_orders"))
                .extracting(SqlToken::text)
                .containsExactly("shop", ".", "2024_orders", "");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {"SELECT 'a, a quote (') is not closed", "SELECT 1 /* a, a comment (/*) is not closed"})
    void what_does_not_end_is_broken_and_says_why(String sql, String why) {
        SqlToken last = SqlLexer.tokens(sql).getLast();

        assertThat(last.kind()).isEqualTo(SqlToken.Kind.BROKEN);
        assertThat(last.text()).isEqualTo(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/*! DROP */", "/*T![x] DROP */", "/*+ hint */"})
    void a_comment_that_is_obeyed_is_broken_where_it_is_refused(String comment) {
        assertThat(SqlLexer.plainTokens("SELECT " + comment).getLast().kind()).isEqualTo(SqlToken.Kind.BROKEN);
        assertThat(SqlLexer.tokens("SELECT " + comment).getLast().kind()).isEqualTo(SqlToken.Kind.END);
    }

    @Property
    void any_text_ends_in_one_token_that_says_so(@ForAll String sql) {
        List<SqlToken> tokens = SqlLexer.tokens(sql);

        assertThat(tokens.getLast().kind()).isIn(SqlToken.Kind.END, SqlToken.Kind.BROKEN);
        assertThat(tokens.subList(0, tokens.size() - 1))
                .noneMatch(token -> token.kind() == SqlToken.Kind.END || token.kind() == SqlToken.Kind.BROKEN);
    }

    @Property
    void tokens_one_by_one_are_all_tokens(@ForAll String sql) {
        List<SqlToken> tokens = new ArrayList<>();
        SqlLexer.iterator(sql).forEachRemaining(tokens::add);

        assertThat(tokens).isEqualTo(SqlLexer.tokens(sql));
    }

    @Test
    void a_statement_with_too_many_tokens_is_broken_unless_they_are_read_one_by_one() {
        String sql = "(".repeat(50_000);

        assertThat(SqlLexer.tokens(sql))
                .hasSize(50_001)
                .last()
                .extracting(SqlToken::kind)
                .isEqualTo(SqlToken.Kind.END);
        assertThat(SqlLexer.tokens(sql + "("))
                .hasSize(50_001)
                .last()
                .isEqualTo(new SqlToken(SqlToken.Kind.BROKEN, "it has too many parts", 50_000, 50_001));
        assertThat(SqlLexer.iterator(sql + "(")).toIterable().hasSize(50_002);
    }

    @Test
    void a_backslash_is_a_symbol_outside_of_quotes() {
        assertThat(SqlLexer.tokens("SELECT \\N"))
                .extracting(SqlToken::kind)
                .containsExactly(SqlToken.Kind.WORD, SqlToken.Kind.SYMBOL, SqlToken.Kind.WORD, SqlToken.Kind.END);
    }
}
