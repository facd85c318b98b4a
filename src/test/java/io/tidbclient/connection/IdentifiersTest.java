package io.tidbclient.connection;

import io.tidbclient.sql.Identifiers;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class IdentifiersTest {

    @Test
    void names_stand_between_backticks_with_their_own_doubled() {
        assertThat(Identifiers.quote("test")).isEqualTo("`test`");
        assertThat(Identifiers.quote("a`; DROP DATABASE `b")).isEqualTo("`a``; DROP DATABASE ``b`");
    }

    @Test
    void what_no_name_may_be_is_refused() {
        assertThatThrownBy(() -> Identifiers.quote("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Identifiers.quote("a\0b")).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void a_quoted_name_reads_back_as_itself(@ForAll String name) {
        Assume.that(!name.isEmpty() && name.indexOf('\0') < 0);

        GrantScanner scanner = new GrantScanner(Identifiers.quote(name));

        assertThat(scanner.name()).isEqualTo(name);
        assertThat(scanner.atEnd()).isTrue();
    }
}
