package io.tidbclient.importjob.run;

import io.tidbclient.check.CheckKeys;
import io.tidbclient.check.Links;
import io.tidbclient.engine.HandlerEvent;
import io.tidbclient.engine.Next;
import io.tidbclient.engine.StateContext;
import io.tidbclient.importjob.FakeRow;
import io.tidbclient.importjob.FakeSession;
import io.tidbclient.importjob.JobBuilder;
import io.tidbclient.importjob.statement.ImportStatement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import static org.assertj.core.api.Assertions.assertThat;

/** An import that the server accepts. */
class AcceptedImportTest {
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(1);
    private final List<HandlerEvent> events = new ArrayList<>();
    private final StartAttempt attempt = new StartAttempt();

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @Test
    void the_job_of_a_statement_that_is_accepted_is_known_and_reported() {
        FakeSession session = new FakeSession()
                .answering(
                        "IMPORT INTO t FROM '/f' WITH DETACHED",
                        () -> List.of(new FakeRow(Map.of("Job_ID", "7", "Status", "pending"))));
        StateContext context = HandlerContexts.of("c1", events::add);
        context.put(CheckKeys.LINK, Links.over(() -> session, threads));
        context.put(
                ImportOrder.START, new ImportOrder.Start(ImportStatement.parse("IMPORT INTO t FROM '/f'"), attempt));
        assertThat(attempt.ids()).isEmpty();

        Next next = new StartingImportJobHandler().execute(context).await().atMost(Duration.ofSeconds(20));

        assertThat(next).isEqualTo(Next.proceed("job 7 has been accepted"));
        assertThat(attempt.ids()).containsExactly(7L);
        assertThat(attempt.progress()).isEqualTo(StartAttempt.Progress.ACCEPTED);
        assertThat(session.statements()).containsExactly("IMPORT INTO t FROM '/f' WITH DETACHED");
        assertThat(events)
                .containsExactly(new ImportEvent.Started(JobBuilder.job(7)
                        .source("")
                        .table("")
                        .size("")
                        .createdBy("")
                        .build()));
    }

    @Test
    void its_handler_is_that_of_the_state_that_starts_an_import() {
        assertThat(new StartingImportJobHandler().state()).isEqualTo(ImportStates.STARTING_IMPORT_JOB);
    }
}
