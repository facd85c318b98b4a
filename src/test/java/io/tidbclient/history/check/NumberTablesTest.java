package io.tidbclient.history.check;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.stream.IntStream;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

/** Lists and tables of primitive numbers, with more elements than they have room for at first. */
@Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NumberTablesTest {
    private static final int MANY = 1_000;

    @Test
    void index_numbers_values_in_the_order_of_their_arrival() {
        LongIndex index = new LongIndex();
        for (int i = 0; i < MANY; i++) {
            assertThat(index.find(i * 7L)).isEqualTo(-1);
            assertThat(index.add(i * 7L)).isEqualTo(i);
        }
        for (int i = 0; i < MANY; i++) {
            assertThat(index.add(i * 7L)).isEqualTo(i);
            assertThat(index.find(i * 7L)).isEqualTo(i);
            assertThat(index.value(i)).isEqualTo(i * 7L);
        }
        assertThat(index.size()).isEqualTo(MANY);
    }

    @Test
    void operation_is_found_by_the_key_and_the_value_that_it_appended() {
        OperationTable operations = new OperationTable();
        for (int i = 0; i < MANY; i++) {
            operations.addRead(i, i % 3, 5);
            operations.addAppend(i, i % 3, i / 3);
        }
        for (int i = 0; i < MANY; i++) {
            assertThat(operations.findAppend(i % 3, i / 3)).isEqualTo(2 * i + 1);
            assertThat(operations.isAppend(2 * i)).isFalse();
            assertThat(operations.transaction(2 * i + 1)).isEqualTo(i);
        }
        assertThat(operations.findAppend(0, MANY)).isEqualTo(-1);
    }

    @Test
    void lists_grow_and_shrink() {
        GrowableInts ints = new GrowableInts();
        GrowableLongs longs = new GrowableLongs();
        IntStream.range(0, MANY).forEach(i -> {
            ints.add(i);
            longs.add(i);
        });

        assertThat(ints.toArray()).isEqualTo(IntStream.range(0, MANY).toArray());
        assertThat(longs.first(MANY)).isEqualTo(LongStream.range(0, MANY).toArray());
        assertThat(ints.pop()).isEqualTo(MANY - 1);
        ints.clear();
        assertThat(ints.isEmpty()).isTrue();
    }

    @Test
    void sort_leaves_equal_numbers_in_their_order() {
        int[] numbers = IntStream.range(0, MANY).map(i -> (i * 37) % MANY).toArray();
        int[] expected = IntStream.of(numbers)
                .boxed()
                .sorted((one, other) -> Integer.compare(one / 100, other / 100))
                .mapToInt(i -> i)
                .toArray();

        NumberSort.sort(numbers, (one, other) -> Integer.compare(one / 100, other / 100));

        assertThat(numbers).isEqualTo(expected);
    }

    @Test
    void values_that_resemble_one_another_are_spread_over_a_table() {
        for (int shift : new int[] {0, 8, 33, 50}) {
            assertThat(IntStream.range(0, MANY)
                            .map(i -> Mixing.slot((long) i << shift, 2_048))
                            .distinct()
                            .count())
                    .as("shifted by %d", shift)
                    .isGreaterThan(700);
        }
    }
}
