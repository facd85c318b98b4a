package io.tidbclient.importjob.run;

import io.smallrye.mutiny.Multi;
import io.tidbclient.check.CheckEvent;
import io.tidbclient.check.CheckKeys;
import io.tidbclient.check.Links;
import io.tidbclient.connection.FailureClassifier;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.connection.ServerProbe;
import io.tidbclient.connection.ServerVersion;
import io.tidbclient.connection.ServerVersion.Product;
import io.tidbclient.engine.HandlerEvent;
import io.tidbclient.engine.Next;
import io.tidbclient.engine.StateContext;
import io.tidbclient.importjob.FakeRow;
import io.tidbclient.importjob.FakeSession;
import io.tidbclient.importjob.JobsAnswer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class FollowingImportJobsHandlerTest {
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
    private final ConcurrentLinkedQueue<HandlerEvent> events = new ConcurrentLinkedQueue<>();
    private final StateContext context = HandlerContexts.of("c1", events::add);
    private final ServerProbe probe = new ServerProbe();
    private final FollowingImportJobsHandler handler = new FollowingImportJobsHandler(
            interval -> Multi.createFrom().nothing(), threads, new FailureClassifier(), probe);

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @Test
    void it_follows_the_jobs_until_all_have_ended() {
        FakeSession session = server("GRANT SUPER ON *.* TO 'root'@'%'");

        assertThat(follow(session, Product.TIDB)).isEqualTo(Next.proceed("all import jobs have ended"));
        assertThat(handler.state()).isEqualTo(ImportStates.FOLLOWING_IMPORT_JOBS);
        assertThat(session.statements()).endsWith("SHOW IMPORT JOBS");
        assertThat(context.get(CheckKeys.JOBS)).isEqualTo(new JobsAnswer.Listed(List.of(), false));
        assertThat(events).first().isEqualTo(new CheckEvent.JobsCounted(new JobsAnswer.Listed(List.of(), false)));
        assertThat(events).last().isEqualTo(new CheckEvent.WatchEnded("all import jobs have ended"));
    }

    @Test
    void a_user_without_super_sees_its_own_jobs_only() {
        Next unused = follow(server("GRANT SELECT ON *.* TO 'root'@'%'"), Product.TIDB);

        assertThat(context.get(CheckKeys.JOBS)).isEqualTo(new JobsAnswer.Listed(List.of(), true));
    }

    @Test
    void grants_that_are_known_are_not_read_again() {
        FakeSession session = server("GRANT SELECT ON *.* TO 'root'@'%'");
        context.put(CheckKeys.GRANTS, probe.grants(server("GRANT SUPER ON *.* TO 'root'@'%'")));

        Next unused = follow(session, Product.TIDB);

        assertThat(session.statements()).doesNotContain("SHOW GRANTS");
        assertThat(context.get(CheckKeys.JOBS)).isEqualTo(new JobsAnswer.Listed(List.of(), false));
    }

    @Test
    void another_product_than_tidb_has_no_import_jobs() {
        FakeSession session = server("GRANT SUPER ON *.* TO 'root'@'%'");

        FailureException refused = catchThrowableOfType(FailureException.class, () -> follow(session, Product.MARIADB));

        assertThat(refused.failure().kind()).isEqualTo(FailureKind.STATEMENT_REFUSED);
        assertThat(refused.failure().sentence()).isEqualTo("This is MariaDB, which has no import jobs.");
        assertThat(session.statements()).isEmpty();
    }

    private Next follow(FakeSession session, Product product) {
        context.put(CheckKeys.RUN, Links.watching(threads));
        context.put(CheckKeys.LINK, Links.over(() -> session, threads));
        context.put(CheckKeys.VERSION, new ServerVersion(product, "v8.5.4", "", "", false));
        return handler.execute(context).await().atMost(Duration.ofSeconds(20));
    }

    /** Without import jobs. */
    private static FakeSession server(String grant) {
        return new FakeSession()
                .answering("SHOW GRANTS", () -> List.of(new FakeRow(Map.of("Grants", grant))))
                .answering(
                        "SELECT NOW(6) AS server_now, UTC_TIMESTAMP(6) AS utc_now",
                        () -> List.of(new FakeRow(Map.of("server_now", "2026-11-22 03:25:00.000000"))))
                .answering("SHOW IMPORT JOBS", List::of);
    }
}
