package io.tidbclient.isolation;

import io.tidbclient.history.Operation;
import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TransactionGeneratorTest {
    private static final TransactionShape SHAPE = new TransactionShape(5, 4, 8, 0.5, 42);

    private static List<PlannedTransaction> transactions(TransactionShape shape) {
        TransactionGenerator generator = new TransactionGenerator(shape);
        return IntStream.range(0, 2000).mapToObj(i -> generator.next()).toList();
    }

    private static Stream<Operation> operations(List<PlannedTransaction> transactions) {
        return transactions.stream().flatMap(transaction -> transaction.operations().stream());
    }

    @Test
    void the_seed_alone_decides() {
        assertThat(transactions(SHAPE)).isEqualTo(transactions(SHAPE));
        assertThat(transactions(SHAPE)).isNotEqualTo(transactions(new TransactionShape(5, 4, 8, 0.5, 43)));
    }

    @Test
    void a_key_gets_the_values_from_1_to_its_length_and_no_more() {
        Map<Long, Long> last = new HashMap<>();
        operations(transactions(SHAPE)).forEach(operation -> {
            if (operation instanceof Operation.Append append) {
                assertThat(append.value()).isEqualTo(last.getOrDefault(append.key(), 0L) + 1);
                last.put(append.key(), append.value());
            }
        });

        assertThat(last.values()).allMatch(length -> length <= 8);
        assertThat(last.values().stream().filter(length -> length == 8)).hasSizeGreaterThan(200);
    }

    @Test
    void as_many_keys_are_in_use_as_were_asked_for() {
        List<PlannedTransaction> all = transactions(SHAPE);
        Set<Long> first = new HashSet<>();
        operations(all.subList(0, 10)).forEach(operation -> first.add(operation.key()));

        assertThat(first).isSubsetOf(0L, 1L, 2L, 3L, 4L, 5L);
        for (PlannedTransaction transaction : all) {
            assertThat(transaction.operations()).allMatch(operation -> operation.key() <= transaction.greatestKey());
        }
        TransactionGenerator generator = new TransactionGenerator(SHAPE);
        assertThat(generator.keyCount()).isEqualTo(5);
    }

    @Test
    void transactions_have_one_to_the_largest_number_of_operations_and_the_asked_for_share_of_reads() {
        List<PlannedTransaction> all = transactions(new TransactionShape(5, 4, 8, 0.25, 1));

        assertThat(all)
                .extracting(transaction -> transaction.operations().size())
                .containsOnly(1, 2, 3, 4);
        double reads = operations(all).filter(Operation.Read.class::isInstance).count()
                / (double) operations(all).count();
        assertThat(reads).isBetween(0.22, 0.28);
    }

    @Test
    void ids_ascend_and_the_final_read_has_the_next_one() {
        TransactionGenerator generator = new TransactionGenerator(SHAPE);

        assertThat(generator.next().id()).isZero();
        assertThat(generator.next().id()).isEqualTo(1);
        assertThat(generator.nextId()).isEqualTo(2);
    }

    @Test
    void a_shape_that_cannot_be_generated_is_refused() {
        assertThatThrownBy(() -> new TransactionShape(100_001, 4, 8, 0.5, 1))
                .hasMessage("keys: 1 to 100000, not 100001");
        assertThatThrownBy(() -> new TransactionShape(5, 0, 8, 0.5, 1)).hasMessage("operations: 1 to 100, not 0");
        assertThatThrownBy(() -> new TransactionShape(5, 4, 8, 1, 1))
                .hasMessage("the fraction of reads is more than 0 and less than 1: 1.0");
        assertThatThrownBy(() -> new TransactionShape(5, 4, 8, Double.NaN, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
