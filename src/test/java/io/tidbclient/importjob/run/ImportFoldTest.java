package io.tidbclient.importjob.run;

import io.tidbclient.check.CheckEvent;
import io.tidbclient.check.CheckFold;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.engine.RunEvent;
import io.tidbclient.importjob.ImportJob;
import io.tidbclient.importjob.JobBuilder;
import io.tidbclient.importjob.JobCounts;
import io.tidbclient.importjob.JobStatus;
import io.tidbclient.importjob.JobsAnswer;
import io.tidbclient.importjob.Poll;
import io.tidbclient.importjob.WatchedJob;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

import static org.assertj.core.api.Assertions.assertThat;

class ImportFoldTest {
    private static final ServerAddress SERVER = new ServerAddress("db", 4000);
    private static final Instant BEGIN = Instant.parse("2026-03-04T05:06:07Z");

    private final ImportFold fold = new ImportFold(
            new CheckFold(Map.of("c1", SERVER, "c2", SERVER)),
            new JobFold(Duration.ofSeconds(30), OptionalLong.empty()));
    private ImportSnapshot last = fold.first(List.of("c1", "c2"), BEGIN);

    @Test
    void a_poll_is_in_the_snapshot_with_the_estimates_of_all_polls_before_it() {
        find(new CheckEvent.JobsCounted(new JobsAnswer.Listed(List.of(), false)));
        assertThat(last.lines()).isEmpty();

        RunEvent polled = null;
        for (int number = 1; number <= 20; number++) {
            polled = find(new CheckEvent.JobsWatched(poll(number, number * 2_000L)));
        }

        assertThat(last.polled(polled)).hasValueSatisfying(seen -> {
            assertThat(seen.target()).isEqualTo(SERVER);
            assertThat(seen.poll().number()).isEqualTo(20);
        });
        assertThat(last.lines()).singleElement().satisfies(line -> {
            assertThat(line.job().id()).isEqualTo(7);
            assertThat(line.estimate().rowsPerSecond().orElseThrow()).isBetween(999.0, 1_001.0);
        });
        assertThat(last.counts().count(JobStatus.RUNNING)).isEqualTo(1);
        assertThat(last.counts().count(JobStatus.FAILED)).isEqualTo(2);
        assertThat(last.listed()).isEqualTo(5);
        ImportVerdict.Jobs jobs = ImportVerdict.Jobs.of(last, new JobCriteria("--table x", false));
        assertThat(jobs.lines()).extracting(line -> line.job().id()).containsExactly(7L);
        assertThat(jobs.counts()).isEqualTo(last.counts());
        assertThat(jobs.noneMeant()).isEqualTo("none of 5 import jobs matches --table x");
    }

    @Test
    void an_earlier_snapshot_keeps_what_was_known_then() {
        find(new CheckEvent.JobsCounted(new JobsAnswer.Listed(List.of(), false)));
        find(new CheckEvent.JobsWatched(poll(1, 10)));
        ImportSnapshot earlier = last;

        find(new CheckEvent.JobsWatched(poll(2, 20)));

        assertThat(earlier.lines().getFirst().job().importedRows()).hasValue(10);
        assertThat(last.lines().getFirst().job().importedRows()).hasValue(20);
    }

    @Test
    void another_event_is_no_poll_and_leaves_the_jobs_as_they_are() {
        find(new CheckEvent.JobsCounted(new JobsAnswer.Listed(List.of(), false)));
        find(new CheckEvent.JobsWatched(poll(1, 10)));
        JobBoard before = last.jobs();

        RunEvent ended = find(new CheckEvent.WatchEnded("time is up"));

        assertThat(last.polled(ended)).isEmpty();
        assertThat(last.jobs()).isSameAs(before);
        assertThat(last.check().jobs().getFirst().watchEnded()).contains("time is up");
    }

    private RunEvent find(CheckEvent event) {
        RunEvent found = new RunEvent.Found("c1", event);
        last = fold.after(last, found, BEGIN.plusSeconds(1));
        return found;
    }

    private static Poll poll(int number, long rows) {
        LocalDateTime begin = LocalDateTime.parse("2026-03-04T13:06:07");
        ImportJob job = JobBuilder.job(7)
                .phase("importing")
                .status("running")
                .rows(rows)
                .created(begin)
                .started(begin)
                .build();
        return new Poll(
                number,
                List.of(new WatchedJob(job, Optional.empty(), OptionalDouble.empty(), false)),
                List.of(),
                List.of(),
                new JobCounts(Map.of(JobStatus.FAILED, 2), 0),
                Optional.of(new Poll.Timestamp(begin.plusSeconds(2L * number), 2_000_000_000L * number)),
                5);
    }
}
