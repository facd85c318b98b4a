package io.tidbclient.history.format;

import io.tidbclient.history.Operation;
import io.tidbclient.history.Transaction;
import io.tidbclient.history.TransactionOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ScenarioHistoryTest {
    private static final Transaction TRANSACTION = new Transaction(
            3,
            1,
            TransactionOutcome.UNKNOWN,
            5,
            Long.MAX_VALUE,
            List.of(new Operation.Append(7, 2), Operation.Read.of(8, 1, 2), Operation.Read.unanswered(9)));

    private static List<ScenarioHistoryReader.Line> read(String file) throws IOException {
        List<ScenarioHistoryReader.Line> lines = new ArrayList<>();
        BufferedInputStream in =
                new BufferedInputStream(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
        try (ScenarioHistoryReader reader = ScenarioHistoryReader.open(in).orElseThrow()) {
            for (Optional<ScenarioHistoryReader.Line> line = reader.next(); line.isPresent(); line = reader.next()) {
                lines.add(line.get());
            }
        }
        return lines;
    }

    @Test
    void what_is_written_is_read_back_between_other_lines() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ScenarioHistoryWriter writer = new ScenarioHistoryWriter(out);
        out.writeBytes("{\"scenario\":\"a\",\"session\":\"x\",\"transaction\":1}\n".getBytes(StandardCharsets.UTF_8));
        writer.transaction("a", TRANSACTION);
        writer.transaction("b", TRANSACTION);
        writer.complete("a", HistoryHead.NONE, Optional.of("serializable"));

        assertThat(read(out.toString(StandardCharsets.UTF_8)))
                .containsExactly(
                        new ScenarioHistoryReader.Ended("a", TRANSACTION),
                        new ScenarioHistoryReader.Ended("b", TRANSACTION),
                        new ScenarioHistoryReader.Complete("a", HistoryHead.NONE, Optional.of("serializable")));
    }

    @Test
    void a_reader_reports_its_line_and_closes_its_stream() throws IOException {
        AtomicBoolean closed = new AtomicBoolean();
        String file = "{\"scenario\":\"a\"}\n{\"scenario\":\"b\"}\n";

        try (ScenarioHistoryReader reader =
                ScenarioHistoryReader.open(Histories.stream(file, closed)).orElseThrow()) {
            assertThat(reader.line()).isZero();
            assertThat(reader.next()).isEmpty();
            assertThat(reader.line()).isEqualTo(2);
            assertThat(closed).isFalse();
        }

        assertThat(closed).isTrue();
    }

    @Test
    void other_histories_are_left_to_their_readers() throws IOException {
        String other = "{\"format\":\"tidb-client/history/1\"}\n";
        BufferedInputStream in =
                new BufferedInputStream(new ByteArrayInputStream(other.getBytes(StandardCharsets.UTF_8)));

        assertThat(ScenarioHistoryReader.open(in)).isEmpty();
        assertThat(in.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo(other);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"scenario\":\"a\",\"lists\":{\"id\":1}} | 'id', 'session', 'outcome', 'start' or 'ops' is missing",
                "{\"scenario\":\"a\",\"history\":{\"format\":\"tidb-client/history/9\"}} | the format is of a version that this release does not know",
                "{\"scenario\":\"a\"} {} | there is something after the JSON object",
                "{\"scenario\":7} | the line names no scenario",
            })
    void a_line_that_is_not_of_such_a_history_is_refused(String line, String why) {
        assertThatThrownBy(() -> read("{\"scenario\":\"a\"}\n" + line))
                .isInstanceOfSatisfying(
                        HistoryFormatException.class, e -> assertThat(e.line()).isEqualTo(2))
                .hasMessage(why);
    }
}
