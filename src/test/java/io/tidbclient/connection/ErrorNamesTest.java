package io.tidbclient.connection;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ErrorNamesTest {

    @Test
    void an_error_is_found_by_its_name() {
        assertThat(ErrorNames.number("ER_DUP_ENTRY")).contains(1062);
        assertThat(ErrorNames.number("ErrWriteConflict")).contains(9007);
        assertThat(ErrorNames.number("er_dup_entry")).isEmpty();
    }

    @Test
    void an_error_is_found_by_its_number() {
        assertThat(ErrorNames.name(1062)).contains("ER_DUP_ENTRY");
        assertThat(ErrorNames.name(4151))
                .as("MariaDB's number for MySQL's name")
                .contains("ER_ACCOUNT_HAS_BEEN_LOCKED");
        assertThat(ErrorNames.name(4711)).isEmpty();
    }

    @Test
    void every_name_that_is_known_has_a_number() {
        assertThat(ErrorNames.known())
                .startsWith("ER_CON_COUNT_ERROR", "ER_BAD_HOST_ERROR")
                .endsWith("ErrTiFlashServerBusy")
                .allSatisfy(name -> assertThat(ErrorNames.number(name)).isPresent());
    }
}
