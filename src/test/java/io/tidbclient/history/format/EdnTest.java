package io.tidbclient.history.format;

import io.tidbclient.history.Operation;
import io.tidbclient.history.Transaction;
import io.tidbclient.history.TransactionOutcome;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EdnTest {
    private static final String TWO = """
            {:index 0, :type :invoke, :f :txn, :value [[:append 1 2] [:r 1 nil]], :process 4, :time 10}
            {:index 1, :type :ok, :f :txn, :value [[:append 1 2] [:r 1 [1 2]]], :process 4, :time 20}
            """;

    private static final Transaction FIRST = new Transaction(
            0,
            0,
            TransactionOutcome.COMMITTED,
            10,
            20,
            List.of(new Operation.Append(1, 2), Operation.Read.of(1, 1, 2)));

    @Test
    void a_line_each_or_one_vector_are_the_same_history() throws IOException {
        assertThat(Histories.read(TWO)).containsExactly(FIRST);
        assertThat(Histories.read("[" + TWO + "]")).containsExactly(FIRST);
        assertThat(Histories.read(
                        "; a comment\n #_ [discarded {:a \"}\"}] [" + TWO.replace("{", "#jepsen.history.Op{") + "]"))
                .containsExactly(FIRST);
    }

    @Test
    void an_operation_without_a_completion_has_an_unknown_outcome() throws IOException {
        String invoked = TWO.lines().findFirst().orElseThrow();

        for (String file :
                List.of(invoked, invoked + "\n" + TWO.lines().toList().get(1).replace(":ok", ":info"))) {
            assertThat(Histories.read(file))
                    .singleElement()
                    .returns(TransactionOutcome.UNKNOWN, Transaction::outcome)
                    .returns(Long.MAX_VALUE, Transaction::endNanos);
        }
        assertThat(Histories.read(TWO.replace(":ok", ":fail")))
                .singleElement()
                .returns(TransactionOutcome.ABORTED, Transaction::outcome);
    }

    @Test
    void a_completion_that_failed_or_is_unknown_needs_no_value_and_takes_the_one_it_has() throws IOException {
        for (String type : List.of(":fail", ":info")) {
            String completed = TWO.replace(":ok", type);

            assertThat(Histories.read(completed).getFirst().operations()).isEqualTo(FIRST.operations());
            assertThat(Histories.read(completed.replaceFirst("(?s)(.*):value.*, :process", "$1:value nil, :process"))
                            .getFirst()
                            .operations())
                    .containsExactly(new Operation.Append(1, 2), Operation.Read.unanswered(1));
        }
        assertThatThrownBy(
                        () -> Histories.read(TWO.replaceFirst("(?s)(.*):value.*, :process", "$1:value nil, :process")))
                .hasMessage("an operation's :value is not a vector of [:append key value] and [:r key list]");
    }

    @Test
    void a_time_that_is_far_too_late_is_that_of_the_place_in_the_file() throws IOException {
        long latest = Long.MAX_VALUE / 2;

        assertThat(Histories.read(TWO.replace(":time 20", ":time " + latest)))
                .singleElement()
                .returns(11L, Transaction::endNanos);
        assertThat(Histories.read(TWO.replace(":time 20", ":time " + (latest - 1))))
                .singleElement()
                .returns(latest - 1, Transaction::endNanos);
    }

    @Test
    void operations_of_the_nemesis_are_ignored() throws IOException {
        assertThat(Histories.read("{:type :info, :process :nemesis, :f :kill, :value \"n1\", :time 3.5}\n" + TWO))
                .containsExactly(FIRST);
    }

    @Test
    void without_times_the_order_in_the_file_is_the_order_in_time() throws IOException {
        assertThat(Histories.read(TWO.replaceAll(", :time [0-9]+", "")))
                .singleElement()
                .returns(0L, Transaction::startNanos)
                .returns(1L, Transaction::endNanos);
    }

    @Property
    void what_is_written_is_read_back_in_the_order_of_the_starts(@ForAll long seed) throws IOException {
        List<Transaction> history = Histories.random(seed);
        Map<Integer, Integer> sessions = new HashMap<>();
        history.forEach(one -> sessions.computeIfAbsent(one.session(), number -> sessions.size()));

        List<Transaction> read = history.isEmpty() ? List.of() : Histories.read(Histories.edn(history));

        assertThat(read.stream().sorted(Comparator.comparingLong(Transaction::id)))
                .containsExactlyElementsOf(history.stream()
                        .map(one -> new Transaction(
                                one.id(),
                                sessions.get(one.session()),
                                one.outcome(),
                                one.startNanos(),
                                one.endNanos(),
                                one.operations()))
                        .toList());
    }

    @Test
    void operations_are_numbered_and_written_a_line_each_as_elle_reads_them() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        // Unlike a stream to memory, one with a buffer needs to be flushed.
        PrintStream out = new PrintStream(new BufferedOutputStream(file), false, StandardCharsets.UTF_8);

        new EdnWriter(out).write(List.of(FIRST));

        assertThat(file.toString(StandardCharsets.UTF_8)).isEqualTo("""
                {:index 0, :type :invoke, :f :txn, :value [[:append 1 2] [:r 1 nil]], :process 0, :time 10}
                {:index 1, :type :ok, :f :txn, :value [[:append 1 2] [:r 1 [1 2]]], :process 0, :time 20}
                """);
    }

    @Test
    void completions_of_the_same_time_are_written_by_id_and_unknown_ones_at_the_end_of_all() {
        List<Transaction> history = List.of(
                new Transaction(5, 0, TransactionOutcome.COMMITTED, 0, 9, List.of()),
                new Transaction(1, 1, TransactionOutcome.COMMITTED, 1, 9, List.of()),
                new Transaction(3, 2, TransactionOutcome.UNKNOWN, 2, Long.MAX_VALUE, List.of()));

        assertThat(Histories.edn(history)
                        .lines()
                        .map(line -> line.replaceAll(".*:type (:\\w+).*:process (.), :time (\\d+).*", "$1 $2 $3")))
                .containsExactly(":invoke 0 0", ":invoke 1 1", ":invoke 2 2", ":ok 1 9", ":ok 0 9", ":info 2 9");
    }

    @Test
    void an_invocation_is_written_before_a_completion_of_the_same_time() {
        List<Transaction> touching = List.of(
                new Transaction(0, 0, TransactionOutcome.COMMITTED, 0, 5, List.of()),
                new Transaction(1, 1, TransactionOutcome.COMMITTED, 5, 9, List.of()));

        assertThat(Histories.edn(touching)
                        .lines()
                        .map(line -> line.replaceAll(".*(:invoke|:ok).*:process (.).*", "$1 $2")))
                .containsExactly(":invoke 0", ":invoke 1", ":ok 0", ":ok 1");
    }

    @Test
    void a_session_that_continues_after_an_unknown_outcome_is_another_process() throws IOException {
        List<Transaction> history = List.of(
                new Transaction(0, 0, TransactionOutcome.UNKNOWN, 0, Long.MAX_VALUE, List.of()),
                new Transaction(1, 1, TransactionOutcome.COMMITTED, 1, 2, List.of()),
                new Transaction(2, 0, TransactionOutcome.UNKNOWN, 3, Long.MAX_VALUE, List.of()),
                new Transaction(3, 0, TransactionOutcome.COMMITTED, 4, 5, List.of()));

        assertThat(Histories.edn(history)
                        .lines()
                        .map(line -> line.replaceAll(".*:type (:\\w+).*:process (.).*", "$1 $2")))
                .containsExactly(
                        ":invoke 0", ":invoke 1", ":ok 1", ":invoke 2", ":invoke 3", ":ok 3", ":info 0", ":info 2");
        assertThat(Histories.read(Histories.edn(history)).stream().sorted(Comparator.comparingLong(Transaction::id)))
                .extracting(Transaction::session)
                .containsExactly(0, 1, 2, 3);
    }

    @Test
    void within_a_session_a_completion_is_written_before_the_next_invocation_of_the_same_time() throws IOException {
        List<Transaction> touching = List.of(
                new Transaction(0, 0, TransactionOutcome.COMMITTED, 0, 5, List.of()),
                new Transaction(1, 0, TransactionOutcome.COMMITTED, 5, 5, List.of()),
                new Transaction(2, 0, TransactionOutcome.COMMITTED, 5, 9, List.of()),
                new Transaction(3, 1, TransactionOutcome.COMMITTED, 5, 9, List.of()));

        assertThat(Histories.edn(touching)
                        .lines()
                        .map(line -> line.replaceAll(".*(:invoke|:ok).*:process (.), :time (.).*", "$1 $2 $3")))
                .containsExactly(
                        ":invoke 0 0",
                        ":invoke 1 5",
                        ":ok 0 5",
                        ":invoke 0 5",
                        ":ok 0 5",
                        ":invoke 0 5",
                        ":ok 0 9",
                        ":ok 1 9");
        assertThat(Histories.read(Histories.edn(touching))).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"##NaN", "##Inf", "##-Inf", "#\"a }\\\" b\""})
    void a_symbolic_number_and_a_regular_expression_are_values_of_their_own(String value) throws IOException {
        assertThat(Histories.read(TWO.replace(":process 4", ":x " + value + " :process 4")))
                .containsExactly(FIRST);
    }

    @Test
    void a_word_of_the_file_is_shown_without_control_characters_and_short() {
        String word = ":a\u007f31m\u009b\u202e\u2066" + "b".repeat(100);

        assertThatThrownBy(() -> Histories.read("{:type :invoke, :process 1, :f " + word + "}"))
                .isInstanceOf(HistoryFormatException.class)
                .hasMessage("the operation is :a?31m???" + "b".repeat(51)
                        + "…, not :txn; other workloads than list-append cannot be checked");
        assertThatThrownBy(() -> Histories.read("{:type :invoke, :process 1, :f :" + "b".repeat(59) + "}"))
                .hasMessage("the operation is :" + "b".repeat(59)
                        + ", not :txn; other workloads than list-append cannot be checked");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{:type :invoke, :process 1, :f :read, :value nil} | the operation is :read, not :txn; other workloads than list-append cannot be checked",
                "{:type :invoke, :process 1, :f :txn, :value [[:w 1 2]]} | a step is neither [:append key value] nor [:r key list] with whole numbers; other workloads than list-append cannot be checked",
                "{:type :invoke, :process 1, :f :txn, :value [[:r :x nil]]} | a step is not [:append key value] or [:r key list] with a whole number as the key",
                "{:type :ok, :process 1, :f :txn, :value []} | process 1 completes an operation that it did not invoke",
                "{:type :done, :process 1, :f :txn, :value []} | an operation's :type is not :invoke, :ok, :fail or :info",
                "{:type :invoke, :f :txn, :value []} | an operation has no :process",
                "{:type} | a map has a key without a value",
                "{:type :invoke | the file ends within a value",
                "] | there is a ']' too many",
                "99999999999999999999 | a whole number does not fit 64 bits",
                "\"abc | the file ends within a string",
                "nil | this is not an operation, which is a map",
            })
    void what_is_no_history_is_named_with_its_line(String operation, String why) {
        assertThatThrownBy(() -> Histories.read("\n; a comment\n" + operation))
                .isInstanceOf(HistoryFormatException.class)
                .hasMessage(why)
                .hasFieldOrPropertyWithValue("line", 3L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{", "(", "#_", "#a ", "#{", "#_[", "#_#a "})
    void values_nested_without_end_are_refused(String opening) {
        assertThatThrownBy(() -> Histories.read(opening.repeat(100_000)))
                .isInstanceOf(HistoryFormatException.class)
                .hasMessageContaining("nested more than 64 deep");
    }

    @Property
    void any_damage_to_a_file_is_read_or_named(@ForAll long seed, @ForAll byte replacement) throws IOException {
        byte[] file = (TWO + Histories.edn(Histories.random(seed))).getBytes(StandardCharsets.UTF_8);
        file[(int) Math.floorMod(seed * 31, (long) file.length)] = replacement;

        try {
            assertThat(Histories.read(file)).isNotNull();
        } catch (HistoryFormatException e) {
            assertThat(e.line()).isPositive();
            assertThat(e.remedy()).isNotBlank();
        }
    }

    @Property
    void any_bytes_are_read_or_named(@ForAll byte[] file) throws IOException {
        try {
            assertThat(Histories.read(file)).isNotNull();
        } catch (HistoryFormatException e) {
            assertThat(e.line()).isPositive();
        }
    }
}
