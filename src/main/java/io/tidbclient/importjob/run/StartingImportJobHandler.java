package io.tidbclient.importjob.run;

import io.smallrye.mutiny.Uni;
import io.tidbclient.check.CheckKeys;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.connection.Session;
import io.tidbclient.engine.Next;
import io.tidbclient.engine.State;
import io.tidbclient.engine.StateContext;
import io.tidbclient.engine.StateHandler;
import io.tidbclient.importjob.ImportJob;
import io.tidbclient.importjob.ImportJobReader;
import io.tidbclient.redact.Redactor;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import jakarta.enterprise.context.ApplicationScoped;

/** Sends an IMPORT INTO, once: whether a failed write took effect is unknown, so it is never repeated. */
@ApplicationScoped
class StartingImportJobHandler implements StateHandler {
    /** After any other failure an import may have started. */
    private static final Set<FailureKind> REFUSALS =
            Set.of(FailureKind.STATEMENT_REFUSED, FailureKind.NO_PRIVILEGE, FailureKind.UNKNOWN_DATABASE);

    private final ImportJobReader reader = new ImportJobReader();

    @Override
    public State.Step state() {
        return ImportStates.STARTING_IMPORT_JOB;
    }

    @Override
    public Uni<Next> execute(StateContext context) {
        ImportOrder.Start order = context.get(ImportOrder.START);
        AtomicBoolean sent = new AtomicBoolean();
        return context.get(CheckKeys.LINK)
                .readOnce(session -> {
                    sent.set(true);
                    order.attempt().sent();
                    return start(session, order);
                })
                .onFailure(thrown -> sent.get() && isRefusal(thrown))
                .invoke(thrown -> order.attempt().refused())
                .onFailure(thrown -> sent.get() && mayHaveStarted(thrown))
                .recoverWithUni(thrown -> lookForJob(context, order, (FailureException) thrown))
                .onItem()
                .invoke(job -> {
                    order.attempt().accepted(job);
                    context.report(new ImportEvent.Started(job));
                })
                .onItem()
                .transform(job -> Next.proceed("job " + job.id() + " has been accepted"));
    }

    private static boolean isRefusal(Throwable thrown) {
        return thrown instanceof FailureException failed && isRefusal(failed.failure());
    }

    private static boolean mayHaveStarted(Throwable thrown) {
        return thrown instanceof FailureException failed && !isRefusal(failed.failure());
    }

    /** Whether it means that no import has started: the server answered with an error about the statement. */
    private static boolean isRefusal(Failure failure) {
        // An unclassified failure without a number is this tool's, of an answer that it cannot read.
        return REFUSALS.contains(failure.kind()) || (failure.kind() == FailureKind.UNCLASSIFIED && failure.code() != 0);
    }

    /** After a lost answer: the failure, with the jobs that the statement may have started in its hint. */
    private Uni<ImportJob> lookForJob(StateContext context, ImportOrder.Start order, FailureException thrown) {
        return context.get(CheckKeys.LINK)
                .read(session -> PossibleJobs.hint(reader.read(session, true), order.statement()))
                .onFailure()
                .recoverWithItem(Optional.empty())
                .onItem()
                .transformToUni(found -> Uni.createFrom()
                        .failure(
                                found.isEmpty()
                                        ? thrown
                                        : new FailureException(thrown.failure().hinting(found.get()), null)));
    }

    private ImportJob start(Session session, ImportOrder.Start order) {
        try {
            return reader.start(session, order.statement());
        } catch (FailureException e) {
            throw new FailureException(safe(e.failure()), null);
        }
    }

    /** Without the driver's exception, the server's own words and secrets: a server quotes the statement that it does not understand. */
    private static Failure safe(Failure failure) {
        return new Failure(
                failure.kind(),
                failure.code(),
                failure.codeName(),
                failure.sqlState(),
                failure.connection(),
                failure.state(),
                Redactor.text(failure.sentence()),
                isRefusal(failure)
                        ? failure.hint()
                        : "The import may have started: check with 'tidb-client imports list'.",
                "");
    }
}
