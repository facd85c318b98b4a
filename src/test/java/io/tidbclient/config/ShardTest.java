package io.tidbclient.config;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ShardTest {
    @Test
    void the_shares_together_have_every_connection_once() {
        List<Integer> all = IntStream.range(0, 8)
                .mapToObj(index -> new Shard(index, 8))
                .flatMap(shard -> IntStream.range(0, 100).filter(shard::has).boxed())
                .sorted()
                .toList();

        assertThat(all).isEqualTo(IntStream.range(0, 100).boxed().toList());
    }

    @Test
    void it_is_read_as_it_is_written() {
        assertThat(Shard.parse(" 3/8 ")).isEqualTo(new Shard(3, 8)).hasToString("3/8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8/8", "0/0", "9/8", "0/100001"})
    void an_index_that_no_process_has_is_refused(String text) {
        assertThatThrownBy(() -> Shard.parse(text))
                .hasMessage(
                        "'%s' is out of range; the index counts from 0 and is less than the count, which is 1 to 100000",
                        text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3", "3/", "/8", "-1/8", "a/b", "1/2/3", "1234567/12345678"})
    void anything_else_is_reported_with_the_form(String text) {
        assertThatThrownBy(() -> Shard.parse(text))
                .hasMessage("'%s' is not a share; give INDEX/COUNT, from 0/8 to 7/8 for eight processes", text);
    }
}
