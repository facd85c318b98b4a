package io.tidbclient.importjob;

import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.connection.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

class ImportJobReaderTest {
    private static final String SHOW = "SHOW IMPORT JOBS";
    private static final StepProgress STEP =
            new StepProgress("import", "4.55GB", "9.1GB", OptionalInt.of(50), "10.96MB/s", "00:06:55");

    private final ImportJobReader reader = new ImportJobReader();

    private JobsAnswer read(Row... rows) {
        return reader.read(new FakeSession().answering(SHOW, () -> List.of(rows)), true);
    }

    private ImportJob only(Row row) {
        assertThat(read(row)).isInstanceOf(JobsAnswer.Listed.class);
        List<ImportJob> jobs = ((JobsAnswer.Listed) read(row)).jobs();
        assertThat(jobs).hasSize(1);
        return jobs.getFirst();
    }

    private static JobBuilder expected() {
        return JobBuilder.job(60001)
                .source("s3://bucket/t.*.csv")
                .table("`d`.`t`")
                .phase("importing")
                .status(JobStatus.RUNNING, "running")
                .size("290.8KiB")
                .rows(1234)
                .created(LocalDateTime.of(2026, 11, 22, 3, 21, 28, 555_052_000))
                .started(LocalDateTime.of(2026, 11, 22, 3, 21, 29, 68_454_000))
                .createdBy("root@%");
    }

    private static final LocalDateTime UPDATED = LocalDateTime.of(2026, 11, 22, 3, 21, 40);

    @Test
    void the_13_columns_of_v8_5_are_read() {
        assertThat(only(Layouts.row(Layouts.COLUMNS_13, Layouts.running())))
                .isEqualTo(expected().build());
    }

    @Test
    void secrets_that_a_server_shows_go_no_further() {
        ImportJob job = only(Layouts.row(
                Layouts.COLUMNS_13,
                Layouts.running(
                        "Data_Source",
                        "gcs://bucket/t.csv?credentials-secret=geheim&secret-access-key=geheim",
                        "Result_Message",
                        "cannot read s3://bucket/t.csv?secret-access-key=geheim was denied")));

        assertThat(job.dataSource()).contains("secret-access-key=xxxxxx").doesNotContain("=geheim");
        assertThat(job.resultMessage()).isEqualTo("cannot read s3://bucket/t.csv?secret-access-key=xxxxxx was denied");
    }

    @Test
    void the_20_columns_of_the_draft_are_read() {
        assertThat(only(Layouts.row(Layouts.COLUMNS_20, Layouts.running())))
                .isEqualTo(expected().updated(UPDATED).step(STEP).build());
    }

    @Test
    void the_21_columns_of_the_9_0_line_are_read() {
        assertThat(Layouts.COLUMNS_21).hasSize(21).startsWith("Job_ID", "Group_Key", "Data_Source");
        assertThat(only(Layouts.row(Layouts.COLUMNS_21, Layouts.running())))
                .isEqualTo(
                        expected().group("nightly").updated(UPDATED).step(STEP).build());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void the_order_of_columns_does_not_matter(int seed) {
        List<String> shuffled = new ArrayList<>(Layouts.COLUMNS_21);
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(only(Layouts.row(shuffled, Layouts.running())))
                .isEqualTo(
                        expected().group("nightly").updated(UPDATED).step(STEP).build());
    }

    @Test
    void the_case_of_column_names_does_not_matter() {
        Map<String, String> lower = new LinkedHashMap<>();
        Layouts.running().forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));

        assertThat(only(new FakeRow(lower)))
                .isEqualTo(
                        expected().group("nightly").updated(UPDATED).step(STEP).build());
    }

    @Test
    void a_column_that_a_later_release_adds_is_kept_by_its_name_and_a_null_in_it_is_left_out() {
        ImportJob job = only(new FakeRow(Layouts.running("Shard", "7", "Retries", null)));

        assertThat(job.unknownColumns()).containsExactly(Map.entry("Shard", "7"));
    }

    @Test
    void secrets_are_masked_in_every_column_also_in_those_that_are_not_known() {
        ImportJob job = only(new FakeRow(Layouts.running(
                "Data_Source",
                "s3://AKIA:GEH EIM@bucket/f?region=eu",
                "Result_Message",
                "open azure://c/f?sig=GEHEIM failed; try access-key={YOUR ID}",
                "Parameters",
                "{\"secret-access-key\":\"GEHEIM\"}",
                "Session_Token",
                "GEHEIM")));

        assertThat(job.dataSource()).isEqualTo("s3://xxxxxx@bucket/f?region=eu");
        assertThat(job.resultMessage()).isEqualTo("open azure://c/f?sig=xxxxxx failed; try access-key={YOUR ID}");
        assertThat(job.unknownColumns())
                .containsEntry("Parameters", "{\"secret-access-key\":\"xxxxxx\"}")
                .containsEntry("Session_Token", "xxxxxx");
    }

    @Test
    void rows_of_one_answer_share_the_layout_and_keep_the_order_of_the_server() {
        JobsAnswer answer = read(
                new FakeRow(Layouts.running("Job_ID", "9", "New", "a")),
                new FakeRow(Layouts.running("Job_ID", "2", "New", "b")));

        assertThat(((JobsAnswer.Listed) answer).jobs())
                .extracting(ImportJob::id, job -> job.unknownColumns().get("New"))
                .containsExactly(tuple(9L, "a"), tuple(2L, "b"));
    }

    @Test
    void nulls_read_as_empty() {
        Map<String, String> nulls = new LinkedHashMap<>();
        Layouts.COLUMNS_21.forEach(name -> nulls.put(name, null));
        nulls.put("Job_ID", "5");

        assertThat(only(new FakeRow(nulls)))
                .isEqualTo(JobBuilder.job(5)
                        .source("")
                        .table("")
                        .status(JobStatus.OTHER, "")
                        .size("")
                        .createdBy("")
                        .build());
    }

    @Test
    void not_available_reads_as_empty_where_it_stands_for_nothing_and_as_itself_in_a_message() {
        ImportJob job = only(new FakeRow(Layouts.running(
                "Cur_Step_Progress_Pct",
                "N/A",
                "Cur_Step_ETA",
                "N/A",
                "Cur_Step_Speed",
                "n/a",
                "Source_File_Size",
                "N/A",
                "Imported_Rows",
                "N/A",
                "Result_Message",
                "N/A")));

        assertThat(job.step()).contains(new StepProgress("import", "4.55GB", "9.1GB", OptionalInt.empty(), "", ""));
        assertThat(job.sourceSize()).isEmpty();
        assertThat(job.importedRows()).isEmpty();
        assertThat(job.resultMessage()).isEqualTo("N/A");
    }

    @ParameterizedTest
    @CsvSource({"0,0", "100,100", "42%,42", "42 %,42", "99.9,99", "007,7", "101,-1", "-1,-1", "999,-1", "x,-1", "' ',-1"
    })
    void the_steps_percentage_is_read_or_left_out(String text, int expected) {
        ImportJob job = only(new FakeRow(Layouts.running("Cur_Step_Progress_Pct", text)));

        assertThat(job.step().orElseThrow().percent())
                .isEqualTo(expected < 0 ? OptionalInt.empty() : OptionalInt.of(expected));
    }

    @Test
    void a_zero_date_is_no_date() {
        ImportJob job = only(new FakeRow(Layouts.running("Last_Update_Time", "0000-00-00 00:00:00")));

        assertThat(job.updated()).isEmpty();
    }

    @Test
    void ids_beyond_two_to_the_53_stay_exact() {
        assertThat(only(new FakeRow(Layouts.running("Job_ID", "9007199254740993")))
                        .id())
                .isEqualTo(9_007_199_254_740_993L);
        assertThat(only(new FakeRow(Layouts.running("Job_ID", "9223372036854775807")))
                        .id())
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void an_empty_group_key_is_none() {
        assertThat(only(new FakeRow(Layouts.running("Group_Key", ""))).groupKey())
                .isEmpty();
    }

    @Test
    void one_statement_is_sent_however_many_jobs_there_are() {
        FakeSession session = new FakeSession()
                .answering(
                        SHOW,
                        () -> LongStream.range(0, 500)
                                .<Row>mapToObj(id -> new FakeRow(Layouts.running("Job_ID", "" + id)))
                                .toList());

        JobsAnswer answer = reader.read(session, true);

        assertThat(((JobsAnswer.Listed) answer).jobs()).hasSize(500);
        assertThat(session.statements()).containsExactly(SHOW);
    }

    @Test
    void an_empty_list_says_whether_it_is_just_the_users_own() {
        FakeSession session = new FakeSession().answering(SHOW, List::of);

        assertThat(reader.read(session, false)).isEqualTo(new JobsAnswer.Listed(List.of(), true));
        assertThat(reader.read(session, true)).isEqualTo(new JobsAnswer.Listed(List.of(), false));
    }

    @Test
    void a_syntax_error_means_that_the_server_has_no_import_jobs() {
        FakeSession session =
                new FakeSession().failing(SHOW, FailureKind.STATEMENT_REFUSED, 1064, "The server refused: 1064.");

        assertThat(reader.read(session, true))
                .isEqualTo(new JobsAnswer.Unsupported("This server does not know SHOW IMPORT JOBS: TiDB has IMPORT INTO"
                        + " from 7.2 on, MySQL and MariaDB do not have it."));
    }

    @Test
    void the_missing_column_after_an_upgrade_is_explained() {
        FakeSession session = new FakeSession()
                .failing(SHOW, FailureKind.UNCLASSIFIED, 1054, "Unknown column 'summary' in 'field list'");

        assertThat(reader.read(session, true))
                .isEqualTo(new JobsAnswer.Unsupported(
                        "SHOW IMPORT JOBS does not work on this server because its own table of jobs lacks a column,"
                                + " as happens after an upgrade from TiDB 7.1 to a release before 8.1.1:"
                                + " upgrade to a newer one."));
    }

    @Test
    void a_server_that_says_it_does_not_support_it_is_believed() {
        FakeSession session = new FakeSession().failing(SHOW, FailureKind.UNCLASSIFIED, 1235, "not yet");

        assertThat(reader.read(session, true))
                .isEqualTo(new JobsAnswer.Unsupported("This server says that it does not support SHOW IMPORT JOBS."));
    }

    @ParameterizedTest
    @CsvSource({
        "NO_PRIVILEGE,1227",
        "NO_PRIVILEGE,1142",
        "STATEMENT_REFUSED,8170",
        "SERVER_UNAVAILABLE,9001",
        "CONNECTION_LOST,0",
        "UNCLASSIFIED,1105"
    })
    void any_other_failure_reaches_the_caller_as_it_is(FailureKind kind, int code) {
        FakeSession session = new FakeSession().failing(SHOW, kind, code, "It went wrong.");

        FailureException thrown = catchThrowableOfType(FailureException.class, () -> reader.read(session, true));

        assertThat(thrown.failure().kind()).isEqualTo(kind);
        assertThat(thrown.failure().code()).isEqualTo(code);
    }

    @Test
    void an_answer_without_ids_or_without_a_status_is_not_taken_for_an_answer() {
        JobsAnswer unreadable = new JobsAnswer.Unsupported("The server's answer to SHOW IMPORT JOBS has a row without"
                + " a readable Job_ID or Status, so its jobs cannot be followed.");
        Map<String, String> noStatus = Layouts.running();
        noStatus.remove("Status");

        assertThat(read(new FakeRow(Map.of("Status", "running")))).isEqualTo(unreadable);
        assertThat(read(new FakeRow(Layouts.running("Job_ID", "one")))).isEqualTo(unreadable);
        assertThat(read(new FakeRow(noStatus))).isEqualTo(unreadable);
    }
}
