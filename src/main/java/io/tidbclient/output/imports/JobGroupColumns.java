package io.tidbclient.output.imports;

import io.tidbclient.importjob.JobStatus;
import io.tidbclient.output.text.Column;
import io.tidbclient.output.text.Style;
import io.tidbclient.output.text.Table;
import io.tidbclient.output.text.Text;
import io.tidbclient.output.text.Units;

import java.time.LocalDateTime;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** What the table of groups shows. */
final class JobGroupColumns {
    static final Table<JobGroup> TABLE = Table.of(
            Column.<JobGroup>left("GROUP", 0, group -> Text.of(group.key(), Style.STRONG))
                    .cutTo(9),
            Column.right("JOBS", 0, group -> Text.of("" + group.total())),
            count("PENDING", 3, JobStatus.PENDING, Style.PLAIN),
            count("RUNNING", 1, JobStatus.RUNNING, Style.PLAIN),
            count("WAITING FOR A DECISION", 2, JobStatus.AWAITING_RESOLUTION, Style.WARN),
            count("FINISHED", 4, JobStatus.FINISHED, Style.GOOD),
            count("FAILED", 1, JobStatus.FAILED, Style.BAD),
            count("CANCELLED", 5, JobStatus.CANCELLED, Style.WARN),
            count("OTHER", 2, JobStatus.OTHER, Style.WARN),
            count("VANISHED", 2, JobGroup::vanished, Style.WARN),
            Column.right("ROWS", 6, group -> Text.of(Units.count(group.rows()))),
            Column.left("CREATED", 8, group -> time(group.created())),
            Column.left("CHANGED", 7, group -> time(group.changed())));

    private JobGroupColumns() {}

    private static Column<JobGroup> count(String header, int rank, JobStatus status, Style style) {
        return count(header, rank, group -> group.count(status), style);
    }

    private static Column<JobGroup> count(String header, int rank, ToIntFunction<JobGroup> jobs, Style style) {
        return Column.right(header, rank, group -> {
            int number = jobs.applyAsInt(group);
            return number == 0 ? Text.EMPTY : Text.of("" + number, style);
        });
    }

    private static Text time(Optional<LocalDateTime> time) {
        return Text.of(time.map(Units::dateTime).orElse(""));
    }
}
