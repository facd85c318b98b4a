package io.tidbclient.config;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DatabaseNamesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            shop                | shop
            shop,crm            | shop;crm
            shop , crm          | shop;crm
            my db,crm           | my db;crm
            it`s,b``c           | it`s;b``c
            `a,b`               | a,b
            `a,b` , `c`         | a,b;c
            ```a`               | `a
            `a``,``b`,c         | a`,`b;c
            shop,crm,shop       | shop;crm
            shop,`shop`         | shop
            shop,Shop           | shop;Shop
            """)
    void names_are_separated_by_commas_and_quoted_where_they_hold_one(String text, String names) {
        assertThat(DatabaseNames.parse(text)).containsExactly(names.split(";"));
    }

    @Test
    void blanks_belong_to_a_quoted_name() {
        assertThat(DatabaseNames.parse("` a `, b ")).containsExactly(" a ", "b");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            ""         | the database is empty; give a database's name
            shop,      | the database is empty; give a database's name
            ,shop      | the database is empty; give a database's name
            shop,,crm  | the database is empty; give a database's name
            ``         | the database is empty; give a database's name
            `a,b       | '`a,b' has no closing backquote; a backquote that belongs to the name is doubled
            `a`b,c     | '`a`b,c' continues after the closing backquote; separate the names by commas
            """)
    void what_is_no_name_is_a_mistake(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DatabaseNames.parse(text))
                .withMessage(message);
    }

    @Test
    void a_name_is_quoted_only_where_it_would_be_read_as_something_else() {
        assertThat(DatabaseNames.one("shop")).isEqualTo("shop");
        assertThat(DatabaseNames.one("a`b")).as("a quote within").isEqualTo("a`b");
        assertThat(DatabaseNames.one("a,b")).isEqualTo("`a,b`");
        assertThat(DatabaseNames.one(",a")).isEqualTo("`,a`");
        assertThat(DatabaseNames.one("`a")).isEqualTo("```a`");
        assertThat(DatabaseNames.one(" a")).isEqualTo("` a`");
    }

    @Test
    void a_thousand_are_enough() {
        assertThat(DatabaseNames.parse(names(1_000))).hasSize(1_000);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DatabaseNames.parse(names(1_001)))
                .withMessage("1001 databases are too many; give at most 1000");
    }

    @Property
    void any_one_name_is_read_back(@ForAll @NotBlank @StringLength(max = 40) String name) {
        List<String> read;
        try {
            read = DatabaseNames.parse(DatabaseNames.one(name));
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("control characters");
            return;
        }
        assertThat(read).containsExactly(name);
    }

    private static String names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "d" + i).collect(Collectors.joining(","));
    }
}
