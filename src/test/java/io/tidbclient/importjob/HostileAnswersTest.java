package io.tidbclient.importjob;

import io.tidbclient.connection.Row;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever a server writes into the cells, reading, watching and telling the progress go on. */
class HostileAnswersTest {
    @Property(tries = 500)
    void no_cell_of_any_text_makes_a_watch_throw(
            @ForAll("answers") List<Row> rows, @ForAll long nanos, @ForAll @IntRange(min = -26, max = 26) int ahead) {
        JobsAnswer answer =
                new ImportJobReader().read(new FakeSession().answering("SHOW IMPORT JOBS", () -> rows), true);

        assertThat(answer).isInstanceOf(JobsAnswer.Listed.class);
        List<ImportJob> jobs = ((JobsAnswer.Listed) answer).jobs();
        assertThat(jobs).hasSameSizeAs(rows);
        JobWatch watch = new JobWatch(Duration.ofHours(ahead));
        watch.observe(jobs, Jobs.NOON, nanos);
        watch.observe(jobs.reversed(), Jobs.at(-7), -nanos);
        Poll poll = watch.observe(List.of(), Jobs.at(5), 0);
        assertThat(poll.active()).isZero();
        assertThat(poll.jobs()).allSatisfy(watched -> {
            assertThat(JobProgress.of(watched).detail()).isNotEmpty();
            assertThat(watched.elapsed().map(elapsed -> elapsed.isNegative())).isNotEqualTo(Optional.of(true));
        });
    }

    @Property(tries = 500)
    void no_column_names_and_cells_make_the_reader_throw(@ForAll("tables") List<Row> rows) {
        JobsAnswer answer =
                new ImportJobReader().read(new FakeSession().answering("SHOW IMPORT JOBS", () -> rows), false);

        switch (answer) {
            case JobsAnswer.Listed listed -> assertThat(listed.jobs()).hasSameSizeAs(rows);
            case JobsAnswer.Unsupported unsupported ->
                assertThat(unsupported.why()).endsWith(".");
        }
    }

    /** The 21 columns, with an id that is a number. */
    @Provide
    Arbitrary<List<Row>> answers() {
        Arbitrary<Row> row = Combinators.combine(
                        Arbitraries.longs(), cell().list().ofSize(20))
                .as((id, cells) -> {
                    Map<String, String> named = new LinkedHashMap<>();
                    named.put("Job_ID", id.toString());
                    List<String> names = Layouts.COLUMNS_21.subList(1, 21);
                    for (int i = 0; i < names.size(); i++) {
                        named.put(names.get(i), cells.get(i));
                    }
                    return new FakeRow(named);
                });
        return row.list().ofMaxSize(5);
    }

    @Provide
    Arbitrary<List<Row>> tables() {
        Arbitrary<String> name = Arbitraries.oneOf(
                Arbitraries.of(Layouts.COLUMNS_21), Arbitraries.strings().ofMaxLength(12));
        Arbitrary<Row> row = Arbitraries.maps(name, cell()).ofMaxSize(8).map(FakeRow::new);
        return row.list().ofMaxSize(4).map(ArrayList::new);
    }

    private static Arbitrary<String> cell() {
        return Arbitraries.oneOf(
                        Arbitraries.strings().ofMaxLength(40),
                        Arbitraries.longs().map(String::valueOf),
                        Arbitraries.of(
                                "running",
                                "finished",
                                "failed",
                                "canceled",
                                "N/A",
                                "",
                                "0000-00-00 00:00:00",
                                "2026-11-22 11:59:58",
                                "9999-12-31 23:59:59.999999",
                                "0001-01-01 00:00:00",
                                "+999999999-12-31 23:59:59",
                                "-999999999-01-01 00:00:00",
                                "\u001b[2J",
                                "\u202e",
                                "100%",
                                "1e400",
                                "-0"))
                .injectNull(0.15);
    }
}
