package io.tidbclient.importjob.run;

import io.smallrye.mutiny.Uni;
import io.tidbclient.check.CheckKeys;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind.FailureCategory;
import io.tidbclient.connection.Session;
import io.tidbclient.engine.Next;
import io.tidbclient.engine.State;
import io.tidbclient.engine.StateContext;
import io.tidbclient.engine.StateHandler;
import io.tidbclient.importjob.ImportJob;
import io.tidbclient.importjob.ImportJobReader;
import io.tidbclient.importjob.JobGlob;
import io.tidbclient.importjob.JobsAnswer;
import io.tidbclient.importjob.statement.ImportStatement;
import io.tidbclient.redact.Redactor;

import java.util.List;
import java.util.Optional;
import jakarta.enterprise.context.ApplicationScoped;

/** Sends an IMPORT INTO, once: whether a failed write took effect is unknown, so it is never repeated. */
@ApplicationScoped
class StartingImportJobHandler implements StateHandler {
    private final ImportJobReader reader = new ImportJobReader();

    @Override
    public State.Step state() {
        return ImportStates.STARTING_IMPORT_JOB;
    }

    @Override
    public Uni<Next> execute(StateContext context) {
        ImportOrder.Start order = context.get(ImportOrder.START);
        return context.get(CheckKeys.LINK)
                .readOnce(session -> {
                    order.sent().run();
                    return start(session, order);
                })
                .onFailure(FailureException.class)
                .recoverWithUni(thrown -> lookForJob(context, order, thrown))
                .onItem()
                .invoke(job -> {
                    order.started().accept(job);
                    context.report(new ImportEvent.Started(job));
                })
                .onItem()
                .transform(job -> Next.proceed("job " + job.id() + " has been accepted"));
    }

    /** After a lost answer: the failure, with the jobs that the statement may have started in its hint. */
    private Uni<ImportJob> lookForJob(StateContext context, ImportOrder.Start order, FailureException thrown) {
        if (!thrown.failure().kind().outcomeUnknown()) {
            return Uni.createFrom().failure(thrown);
        }
        return context.get(CheckKeys.LINK)
                .read(session -> candidates(reader.read(session, true), order.statement()))
                .onFailure()
                .recoverWithItem(Optional.empty())
                .onItem()
                .transformToUni(found -> Uni.createFrom()
                        .failure(
                                found.isEmpty()
                                        ? thrown
                                        : new FailureException(thrown.failure().hinting(found.get()), null)));
    }

    /** What to print of the active jobs into the statement's table; empty when the list says nothing. */
    private static Optional<String> candidates(JobsAnswer answer, ImportStatement statement) {
        if (!(answer instanceof JobsAnswer.Listed listed)) {
            return Optional.empty();
        }
        JobGlob table = new JobGlob(statement.table().replace(" ", ""));
        List<String> ids = listed.active().stream()
                .filter(job -> table.matches(job.targetTable()))
                .map(job -> String.valueOf(job.id()))
                .toList();
        return Optional.of(
                ids.isEmpty()
                        ? "No active import job into this table is listed: the import has not started, or has ended already;"
                                + " check with 'tidb-client imports list'."
                        : "The import may be job " + String.join(" or ", ids)
                                + ", which is active: see 'tidb-client imports"
                                + " show', and wait for it with 'tidb-client imports wait'.");
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
        boolean unknown = failure.kind().category() == FailureCategory.UNREACHED;
        return new Failure(
                failure.kind(),
                failure.code(),
                failure.codeName(),
                failure.sqlState(),
                failure.connection(),
                failure.state(),
                Redactor.text(failure.sentence()),
                unknown ? "The import may have started: check with 'tidb-client imports list'." : failure.hint(),
                "");
    }
}
