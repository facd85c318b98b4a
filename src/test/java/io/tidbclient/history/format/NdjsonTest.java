package io.tidbclient.history.format;

import io.tidbclient.history.Operation;
import io.tidbclient.history.Transaction;
import io.tidbclient.history.TransactionOutcome;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class NdjsonTest {
    private static final String HEAD = "{\"format\":\"tidb-client/history/1\"}\n";

    private static final HistoryHead KNOWN = new HistoryHead(
            Optional.of("tidb-client 1"),
            new HistoryHead.RecordedServer(Optional.of("TiDB"), Optional.of("v8.5.4"), List.of()),
            Optional.of("repeatable-read"),
            Optional.of("optimistic"),
            false,
            OptionalLong.of(7));

    @Test
    void a_transaction_is_one_line_with_null_for_what_is_not_known() {
        Transaction unknown = new Transaction(
                3,
                1,
                TransactionOutcome.UNKNOWN,
                5,
                Long.MAX_VALUE,
                List.of(new Operation.Append(7, 2), Operation.Read.of(8, 1, 2), Operation.Read.unanswered(9)));

        assertThat(Histories.ndjson(List.of(unknown), KNOWN)).isEqualTo("""
                {"format":"tidb-client/history/1","tool":"tidb-client 1","product":"TiDB","release":"v8.5.4","level":"repeatable-read","mode":"optimistic","seed":7}
                {"id":3,"session":1,"outcome":"unknown","start":5,"end":null,"ops":[["append",7,2],["r",8,[1,2]],["r",9,null]]}
                """);
    }

    @Property
    void what_is_written_is_read_back(@ForAll long seed) throws IOException {
        List<Transaction> history = Histories.random(seed);

        assertThat(Histories.read(Histories.ndjson(history, KNOWN))).isEqualTo(history);
    }

    @Test
    void the_head_is_read_back() throws IOException {
        String file = Histories.ndjson(List.of(), KNOWN);

        try (HistoryFileReader reader =
                HistoryFileReader.open(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)))) {
            assertThat(reader.head()).isEqualTo(KNOWN);
        }
    }

    @Test
    void several_servers_are_named_in_the_head_and_read_back() throws IOException {
        HistoryHead several = new HistoryHead(
                KNOWN.tool(),
                new HistoryHead.RecordedServer(KNOWN.product(), KNOWN.release(), List.of("a:4000", "b:4000")),
                KNOWN.level(),
                KNOWN.mode(),
                false,
                KNOWN.seed());
        String file = Histories.ndjson(List.of(), several);

        assertThat(file).contains("\"release\":\"v8.5.4\",\"servers\":[\"a:4000\",\"b:4000\"],\"level\"");
        try (HistoryFileReader reader =
                HistoryFileReader.open(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)))) {
            assertThat(reader.head()).isEqualTo(several);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"id\":1,\"session\":0,\"outcome\":\"committed\",\"start\":1,\"end\":2,\"ops\":[[\"w\",1,2]]} | an operation is neither \"append\" nor \"r\"; other workloads cannot be checked",
                "{\"id\":1,\"session\":0,\"outcome\":\"committed\",\"start\":1,\"end\":null,\"ops\":[]} | 'end' is missing",
                "{\"id\":1,\"session\":0,\"outcome\":\"ok\",\"start\":1,\"end\":2,\"ops\":[]} | 'outcome' is not committed, aborted or unknown",
                "{\"id\":1,\"session\":0,\"outcome\":\"committed\",\"start\":3,\"end\":2,\"ops\":[]} | a number is out of range, or the transaction ends before it starts",
                "{\"id\":1,\"session\":0,\"outcome\":\"committed\",\"start\":3 | this is not JSON, or it is truncated",
                "{} | 'id', 'session', 'outcome', 'start' or 'ops' is missing",
                "[] | this is not a JSON object",
                "{\"id\":1e3} | 'id' is not a whole number",
                "{\"ops\":[[\"r\",1,[1],2]]} | an operation does not have three elements",
                "{\"ops\":[[\"r\",1,7]]} | what a read returned is not an array",
            })
    void a_line_that_is_no_transaction_is_named_with_its_number(String line, String why) {
        assertThatThrownBy(() -> Histories.read(HEAD + "\n" + line + "\n"))
                .isInstanceOf(HistoryFormatException.class)
                .hasMessage(why)
                .hasFieldOrPropertyWithValue("line", 3L);
    }

    @Test
    void another_version_of_the_format_is_refused() {
        assertThatThrownBy(() -> Histories.read("{\"format\":\"tidb-client/history/2\"}\n"))
                .isInstanceOf(HistoryFormatException.class)
                .hasMessage("the format is of a version that this release does not know");
        assertThatThrownBy(() -> Histories.read("{\"event\":\"result\"}\n"))
                .isInstanceOf(HistoryFormatException.class)
                .hasMessage("this is not the first line of a history");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"ops\":7} | 'ops' is not an array",
                "{\"ops\":[7]} | an operation is not an array",
                "{\"id\":1,\"session\":2147483648,\"outcome\":\"committed\",\"start\":1,\"end\":2,\"ops\":[]} | 'session' is greater than 2147483647",
            })
    void a_field_of_another_type_or_range_is_named(String line, String why) {
        assertThatThrownBy(() -> Histories.read(HEAD + line)).hasMessage(why);
    }

    @Test
    void the_greatest_session_and_a_long_list_are_read() throws IOException {
        Transaction transaction = new Transaction(
                1,
                Integer.MAX_VALUE,
                TransactionOutcome.COMMITTED,
                1,
                2,
                List.of(Operation.Read.of(7, LongStream.range(0, 100).toArray())));

        assertThat(Histories.read(Histories.ndjson(List.of(transaction), KNOWN)))
                .containsExactly(transaction);
    }

    @Test
    void a_head_without_a_seed_of_snapshot_isolation_is_written_and_read_back() throws IOException {
        HistoryHead head =
                new HistoryHead(KNOWN.tool(), KNOWN.server(), KNOWN.level(), KNOWN.mode(), true, OptionalLong.empty());
        String file = Histories.ndjson(List.of(), head);

        assertThat(file).contains("\"snapshotIsolation\":true,\"seed\":null}");
        try (HistoryFileReader reader = HistoryFileReader.open(Histories.stream(file, new AtomicBoolean()))) {
            assertThat(reader.head()).isEqualTo(head);
        }
    }

    @Test
    void a_reader_reports_its_line_and_closes_its_stream() throws IOException {
        AtomicBoolean closed = new AtomicBoolean();

        try (HistoryFileReader reader = HistoryFileReader.open(Histories.stream("\n" + HEAD, closed))) {
            assertThat(reader.line()).isEqualTo(2);
            assertThat(closed).isFalse();
        }

        assertThat(closed).isTrue();
    }

    @Test
    void a_file_that_begins_with_blanks_is_distinguished_from_edn_up_to_a_limit() throws IOException {
        assertThat(Histories.read(" ".repeat(4_094) + HEAD)).isEmpty();
        assertThatThrownBy(() -> Histories.read(" ".repeat(4_095) + HEAD))
                .hasMessage("a map has a key without a value");
    }

    @Property
    void any_damage_to_a_file_is_read_or_named(@ForAll long seed, @ForAll byte replacement) throws IOException {
        byte[] file = Histories.ndjson(Histories.random(seed), KNOWN).getBytes(StandardCharsets.UTF_8);
        file[(int) Math.floorMod(seed * 31, (long) file.length)] = replacement;

        try {
            assertThat(Histories.read(file)).isNotNull();
        } catch (HistoryFormatException e) {
            assertThat(e.line()).isPositive();
            assertThat(e.remedy()).isNotBlank();
        }
    }
}
