package io.tidbclient.check;

import io.smallrye.mutiny.Uni;
import io.tidbclient.connection.Grants;
import io.tidbclient.connection.ServerProbe;
import io.tidbclient.connection.ServerVersion;
import io.tidbclient.connection.ServerVersion.Product;
import io.tidbclient.connection.Session;
import io.tidbclient.engine.Next;
import io.tidbclient.engine.State;
import io.tidbclient.engine.StateContext;
import io.tidbclient.engine.StateHandler;
import io.tidbclient.importjob.ImportJobReader;
import io.tidbclient.importjob.JobsAnswer;

import java.util.Optional;
import jakarta.enterprise.context.ApplicationScoped;

/** Counts the active import jobs. One connection asks for all that go to the same server. */
@ApplicationScoped
class CheckingImportJobsHandler implements StateHandler {
    private final ImportJobReader reader = new ImportJobReader();
    private final ServerProbe probe;

    CheckingImportJobsHandler(ServerProbe probe) {
        this.probe = probe;
    }

    @Override
    public State.Step state() {
        return CheckStates.CHECKING_IMPORT_JOBS;
    }

    @Override
    public Uni<Next> execute(StateContext context) {
        ServerLink link = context.get(CheckKeys.LINK);
        return context.get(CheckKeys.RUN)
                .jobsOf(link.target())
                // Reported by who asked, before jobs are watched that were never reported.
                .get(() -> ask(link, context)
                        .onItem()
                        .invoke(answer -> context.report(new CheckEvent.JobsCounted(answer))))
                .onItem()
                .transform(answer -> next(context, answer));
    }

    private Uni<JobsAnswer> ask(ServerLink link, StateContext context) {
        ServerVersion version = context.get(CheckKeys.VERSION);
        if (version.product() != Product.TIDB) {
            return Uni.createFrom()
                    .item(new JobsAnswer.Unsupported(version.product().label() + " has no import jobs"));
        }
        return link.read(session -> readJobs(session, context.find(CheckKeys.GRANTS)));
    }

    private JobsAnswer readJobs(Session session, Optional<Grants> known) {
        return reader.read(session, known.orElseGet(() -> probe.grants(session)).isSuper());
    }

    private static Next next(StateContext context, JobsAnswer answer) {
        return switch (answer) {
            case JobsAnswer.Unsupported unsupported -> Next.to(State.TerminalState.COMPLETED, unsupported.why());
            case JobsAnswer.Listed listed -> {
                context.put(CheckKeys.JOBS, listed);
                if (listed.active().isEmpty()) {
                    yield Next.to(State.TerminalState.COMPLETED, "no import job is active");
                }
                if (context.get(CheckKeys.RUN).limits().duration().isZero()) {
                    yield Next.to(State.TerminalState.COMPLETED, "the import jobs are not watched");
                }
                yield Next.proceed(
                        listed.active().size() == 1
                                ? "1 import job is active"
                                : listed.active().size() + " import jobs are active");
            }
        };
    }
}
