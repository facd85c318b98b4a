package io.tidbclient.isolation.run;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SessionNumbersTest {
    @Test
    void numbers_on_one_server_follow_those_of_the_first_sessions() {
        SessionNumbers numbers = new SessionNumbers(8, 1);

        assertThat(new int[] {numbers.next(0), numbers.next(0), numbers.next(0)})
                .containsExactly(8, 9, 10);
    }

    @Test
    void numbers_modulo_the_number_of_servers_are_the_servers_index() {
        SessionNumbers numbers = new SessionNumbers(8, 3);

        assertThat(new int[] {numbers.next(0), numbers.next(0), numbers.next(1), numbers.next(2), numbers.next(2)})
                .containsExactly(9, 12, 10, 8, 11);
    }
}
