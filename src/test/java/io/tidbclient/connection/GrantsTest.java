package io.tidbclient.connection;

import io.tidbclient.connection.DatabaseAccess.Extent;
import io.tidbclient.sql.Identifiers;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Lines as TiDB v8.5.4, MariaDB 10.11 and MySQL 8 print them. */
class GrantsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "GRANT ALL PRIVILEGES ON *.* TO 'root'@'%' WITH GRANT OPTION | ALL | ALL | ALL",
                "GRANT USAGE ON *.* TO 'u'@'%' | NONE | NONE | NONE",
                "GRANT SELECT ON `d1`.* TO 'u1'@'%' | ALL | NONE | NONE",
                "GRANT SELECT,INSERT,UPDATE,DELETE ON *.* TO 'u2'@'%' WITH GRANT OPTION | ALL | ALL | NONE",
                "GRANT SELECT, INSERT ON `d1`.* TO `u`@`%` | ALL | PART | NONE",
                "GRANT SELECT(a), INSERT(a, b) ON `d1`.`t` TO 'u3'@'%' | PART | PART | NONE",
                "GRANT SELECT (`a)`, b), UPDATE (`c`) ON `d1`.`t` TO 'u3'@'%' | PART | PART | NONE",
                "GRANT ALL PRIVILEGES ON `d1`.`t` TO 'u'@'%' | PART | PART | PART",
                "GRANT ALL PRIVILEGES ON \"d1\".* TO 'u'@'%' | ALL | ALL | ALL",
                "GRANT SELECT,CREATE ON d1.* TO 'u'@'%' | ALL | NONE | ALL",
                "GRANT CREATE VIEW, CREATE TEMPORARY TABLES ON `d1`.* TO 'u'@'%' | NONE | NONE | NONE",
                "GRANT SELECT ON `other`.* TO 'u'@'%' | NONE | NONE | NONE",
                "GRANT EXECUTE ON PROCEDURE `d1`.`p` TO 'u'@'%' | NONE | NONE | NONE",
                "GRANT 'r1'@'%' TO 'u5'@'%' | NONE | NONE | NONE",
                "GRANT PROXY ON ''@'' TO 'root'@'localhost' WITH GRANT OPTION | NONE | NONE | NONE",
                "GRANT ALL PRIVILEGES ON *.* TO `u`@`%` IDENTIFIED BY PASSWORD '*AB' | ALL | ALL | ALL"
            })
    void what_one_line_gives_on_d1(String line, Extent read, Extent write, Extent create) {
        assertThat(Grants.parse(List.of(line)).accessTo("d1")).isEqualTo(new DatabaseAccess("d1", read, write, create));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "`d%` | d1 | ALL",
                "`d%` | d | ALL",
                "`d%` | e1 | NONE",
                "`d_2` | dx2 | ALL",
                "`d_2` | d2 | NONE",
                "`d\\_2` | d_2 | ALL",
                "`d\\_2` | dx2 | NONE",
                "`d\\%` | d% | ALL",
                "`d\\` | d\\ | ALL",
                "`d\\%` | dx | NONE",
                "d\\_2 | d_2 | ALL",
                "d\\_2 | dx2 | NONE",
                "d% | dx | ALL",
                "2d | 2d | ALL",
                "\"d\\_2\" | d_2 | ALL",
                "\"d\\_2\" | dx2 | NONE",
                "\"d\"\"3\" | d\"3 | ALL",
                "'d-4' | d-4 | ALL",
                "`%a%b%` | xxaybzz | ALL",
                "`%a%b%` | xxbyazz | NONE",
                "`d``3` | d`3 | ALL",
                "`*` | d1 | NONE",
                "`D1` | d1 | ALL",
                "`数据` | 数据 | ALL"
            })
    void wildcards_stand_for_what_they_do_in_like(String scope, String database, Extent read) {
        Grants grants = Grants.parse(List.of("GRANT SELECT ON " + scope + ".* TO 'u'@'%'"));

        assertThat(grants.accessTo(database).read()).isEqualTo(read);
    }

    @Test
    void lines_add_up() {
        Grants grants = Grants.parse(List.of(
                "GRANT USAGE ON *.* TO 'u'@'%'",
                "GRANT INSERT ON *.* TO 'u'@'%'",
                "GRANT UPDATE,DELETE ON `d1`.* TO 'u'@'%'",
                "GRANT SELECT ON `d1`.`t` TO 'u'@'%'"));

        assertThat(grants.accessTo("d1")).isEqualTo(new DatabaseAccess("d1", Extent.PART, Extent.ALL, Extent.NONE));
        assertThat(grants.accessTo("d2")).isEqualTo(new DatabaseAccess("d2", Extent.NONE, Extent.PART, Extent.NONE));
    }

    @Test
    void mysqls_partial_revokes_take_away() {
        Grants grants = Grants.parse(List.of(
                "GRANT SELECT, INSERT, UPDATE, DELETE ON *.* TO `u`@`%`", "REVOKE INSERT ON `d1`.* FROM `u`@`%`"));

        assertThat(grants.accessTo("d1")).isEqualTo(new DatabaseAccess("d1", Extent.ALL, Extent.PART, Extent.NONE));
        assertThat(grants.accessTo("d2").write()).isEqualTo(Extent.ALL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "GRANT ALL ON *.* TO 'u'@'%' | ALL",
                "grant select on *.* to 'u'@'%' | ALL",
                "GRANT SELECT ON *.d1 TO 'u'@'%' | NONE",
                "GRANT SELECT ON *:* TO 'u'@'%' | NONE",
                "GRANT SELECT ON `d1` TO 'u'@'%' | NONE",
                "GRANT SELECT ON `d1`. | NONE",
                "GRANT SELECT (a, f(b)), INSERT ON `d1`.* TO 'u'@'%' | ALL",
                "GRANT SELECT (a, INSERT ON `d1`.* TO 'u'@'%' | NONE",
                "GRANT SELECT, ON `d1`.* TO 'u'@'%' | NONE",
                "GRANT SELECT `d1`.* TO 'u'@'%' | NONE",
                "SELECT ON `d1`.* TO 'u'@'%' | NONE",
                "REVOKE SELECT ON *.* FROM 'u'@'%' | NONE",
                "GRANT SELECT ON `d1`.`t` TO 'u'@'%' | PART",
                "GRANT SELECT ON TABLE `D1`.`t` TO 'u'@'%' | PART",
                "GRANT SELECT ON `d2`.`t` TO 'u'@'%' | NONE"
            })
    void what_one_line_lets_be_read_on_d1(String line, Extent read) {
        assertThat(Grants.parse(List.of(line)).accessTo("d1").read()).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "`%` | d1 | ALL",
                "`d1%` | d1 | ALL",
                "`d1%%` | d1 | ALL",
                "`d1_` | d1 | NONE",
                "`%1` | d1 | ALL",
                "`%1` | d11 | ALL",
                "`%1` | d12 | NONE",
                "`d%2%4` | d123 | NONE",
                "`\\%1` | d1 | NONE",
                "`d` | d1 | NONE",
                "`d1` | d | NONE"
            })
    void a_wildcard_stands_for_any_number_of_characters_and_an_escaped_one_for_itself(
            String scope, String database, Extent read) {
        Grants grants = Grants.parse(List.of("GRANT SELECT ON " + scope + ".* TO 'u'@'%'"));

        assertThat(grants.accessTo(database).read()).isEqualTo(read);
    }

    @Test
    void super_that_was_revoked_is_none() {
        assertThat(Grants.parse(List.of("REVOKE SUPER ON *.* FROM 'u'@'%'")).isSuper())
                .isFalse();
        assertThat(Grants.parse(List.of("GRANT SELECT ON *.* TO 'u'@'%'")).isSuper())
                .isFalse();
    }

    @Test
    void super_is_all_privileges_everywhere_or_super_itself() {
        assertThat(Grants.parse(List.of("GRANT ALL PRIVILEGES ON *.* TO 'root'@'%'"))
                        .isSuper())
                .isTrue();
        assertThat(Grants.parse(List.of("GRANT PROCESS,SUPER ON *.* TO 'u7'@'%'"))
                        .isSuper())
                .isTrue();
        assertThat(Grants.parse(List.of("GRANT ALL PRIVILEGES ON `d1`.* TO 'u'@'%'"))
                        .isSuper())
                .isFalse();
        assertThat(Grants.parse(List.of("GRANT SUPER_THING ON *.* TO 'u'@'%'")).isSuper())
                .isFalse();
    }

    @Property
    void survives_any_text(@ForAll String line, @ForAll String database) {
        Grants grants = Grants.parse(List.of(line, "GRANT " + line, "GRANT SELECT ON " + line, "REVOKE " + line));

        assertThat(grants.accessTo(database)).isNotNull();
    }

    @Property
    void a_granted_database_is_covered_whatever_its_name(@ForAll String database) {
        String escaped = database.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
        if (database.isEmpty() || database.indexOf('\0') >= 0) {
            return;
        }

        Grants grants = Grants.parse(List.of("GRANT SELECT ON " + Identifiers.quote(escaped) + ".* TO 'u'@'%'"));

        assertThat(grants.accessTo(database).read()).isEqualTo(Extent.ALL);
    }
}
