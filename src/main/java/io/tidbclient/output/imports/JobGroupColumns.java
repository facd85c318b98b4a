package io.tidbclient.output.imports;

import io.tidbclient.importjob.JobStatus;
import io.tidbclient.output.text.Column;
import io.tidbclient.output.text.Table;
import io.tidbclient.output.text.Text;
import io.tidbclient.output.text.Tone;
import io.tidbclient.output.text.Units;

import java.time.LocalDateTime;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** What the table of groups shows. */
final class JobGroupColumns {
    static final Table<JobGroup> TABLE = Table.of(
            Column.<JobGroup>left("GROUP", 0, group -> Text.of(group.key(), Tone.STRONG))
                    .cutTo(9),
            Column.right("JOBS", 0, group -> Text.of("" + group.total())),
            count("PENDING", 3, JobStatus.PENDING, Tone.PLAIN),
            count("RUNNING", 1, JobStatus.RUNNING, Tone.PLAIN),
            count("WAITING FOR A DECISION", 2, JobStatus.AWAITING_RESOLUTION, Tone.WARN),
            count("FINISHED", 4, JobStatus.FINISHED, Tone.GOOD),
            count("FAILED", 1, JobStatus.FAILED, Tone.BAD),
            count("CANCELLED", 5, JobStatus.CANCELLED, Tone.WARN),
            count("OTHER", 2, JobStatus.OTHER, Tone.WARN),
            count("VANISHED", 2, JobGroup::vanished, Tone.WARN),
            Column.right("ROWS", 6, group -> Text.of(Units.count(group.rows()))),
            Column.left("CREATED", 8, group -> time(group.created())),
            Column.left("CHANGED", 7, group -> time(group.changed())));

    private JobGroupColumns() {}

    private static Column<JobGroup> count(String header, int rank, JobStatus status, Tone tone) {
        return count(header, rank, group -> group.count(status), tone);
    }

    private static Column<JobGroup> count(String header, int rank, ToIntFunction<JobGroup> jobs, Tone tone) {
        return Column.right(header, rank, group -> {
            int number = jobs.applyAsInt(group);
            return number == 0 ? Text.EMPTY : Text.of("" + number, tone);
        });
    }

    private static Text time(Optional<LocalDateTime> time) {
        return Text.of(time.map(JobDetails::text).orElse(""));
    }
}
