package io.tidbclient.scenario.run;

import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class ListAppendCheckerTest {
    private static final List<String> LAST = List.of("3", "1", "2");

    @Test
    void a_list_with_every_element_once_is_well() {
        assertThat(ListAppendChecker.firstFault(
                        LAST, List.of("1", "2", "3"), List.of(), List.of("", "3", "3,1", "3,1,2")))
                .isEmpty();
        assertThat(ListAppendChecker.firstFault(LAST, List.of("1", "2"), List.of("3", "4"), List.of()))
                .isEmpty();
    }

    @Test
    void an_element_that_is_lost_doubled_or_nobodys_is_a_fault() {
        assertThat(ListAppendChecker.firstFault(LAST, List.of("1", "2", "3", "4"), List.of(), List.of()))
                .contains("4 was acknowledged and is lost");
        assertThat(ListAppendChecker.firstFault(List.of("1", "1"), List.of("1"), List.of(), List.of()))
                .contains("1 is in the list twice");
        assertThat(ListAppendChecker.firstFault(LAST, List.of("1", "2"), List.of(), List.of()))
                .contains("3 is in the list, but no committed transaction appended it");
    }

    @Test
    void a_read_that_is_no_beginning_of_the_last_list_is_a_fault() {
        assertThat(ListAppendChecker.firstFault(LAST, LAST, List.of(), List.of("1,2")))
                .contains("a transaction read [1,2], which is not a prefix of the final list [3,1,2…]");
    }

    @Test
    void elements_are_separated_by_commas() {
        assertThat(ListAppendChecker.elements("3,1, 2")).isEqualTo(LAST);
        assertThat(ListAppendChecker.elements("")).isEmpty();
    }
}
