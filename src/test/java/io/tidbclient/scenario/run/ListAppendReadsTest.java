package io.tidbclient.scenario.run;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ListAppendReadsTest {
    private final ListAppendReads reads = new ListAppendReads();

    @Test
    void the_longest_stands_for_its_beginnings() {
        for (String read : new String[] {"", "3", "3,1, 2", "3,1", "3", "3,1,2"}) {
            reads.add(read);
        }

        assertThat(reads.all()).containsExactly("3,1,2");
    }

    @Test
    void one_that_does_not_fit_is_kept_with_it() {
        for (String read : new String[] {"3,12", "3,1", "3,12,7", "9"}) {
            reads.add(read);
        }

        assertThat(reads.all()).containsExactly("3,12,7", "3,1");
    }

    @Test
    void what_several_clients_read_has_to_fit_together() {
        ListAppendReads other = new ListAppendReads();
        reads.add("1,2");
        other.add("2");
        reads.add(other);

        assertThat(reads.all()).containsExactly("1,2", "2");
    }
}
