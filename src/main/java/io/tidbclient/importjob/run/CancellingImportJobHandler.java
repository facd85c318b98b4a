package io.tidbclient.importjob.run;

import io.smallrye.mutiny.Uni;
import io.tidbclient.check.CheckKeys;
import io.tidbclient.check.CheckRun;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.connection.FailureClassifier;
import io.tidbclient.engine.Next;
import io.tidbclient.engine.State;
import io.tidbclient.engine.StateContext;
import io.tidbclient.engine.StateHandler;
import io.tidbclient.importjob.run.CancelAttempts.Progress;
import io.tidbclient.time.NanoClock;

import java.util.Optional;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Asks the server to cancel a job, once. The server answers when the job is really gone, which takes minutes, and on
 * embedded storage never comes (seen on v8.5.4): so another connection follows the jobs. This one begins when that one has seen
 * them, and waits no longer than that one: a job that cannot be followed is not cancelled.
 */
@ApplicationScoped
class CancellingImportJobHandler implements StateHandler {
    private final FailureClassifier failures;
    private final NanoClock nanoClock;

    CancellingImportJobHandler(FailureClassifier failures, NanoClock nanoClock) {
        this.failures = failures;
        this.nanoClock = nanoClock;
    }

    @Override
    public State.Step state() {
        return ImportStates.CANCELLING_IMPORT_JOB;
    }

    @Override
    public Uni<Next> execute(StateContext context) {
        Optional<ImportOrder.Cancel> order = context.find(ImportOrder.CANCEL);
        if (order.isEmpty()) {
            return Uni.createFrom().item(Next.proceed("others cancel, this one follows"));
        }
        ServerAddress server = context.get(CheckKeys.LINK).target();
        CheckRun run = context.get(CheckKeys.RUN);
        return run.watchBegin(server).onItem().transformToUni(begun -> {
            Uni<String> over = run.watchEnd(server);
            return begun
                    ? cancel(context, order.get(), over)
                            .onItem()
                            .transform(why -> Next.to(State.TerminalState.COMPLETED, why))
                    : over.onItem().transform(why -> Next.to(State.TerminalState.CANCELLED, why));
        });
    }

    private Uni<String> cancel(StateContext context, ImportOrder.Cancel order, Uni<String> over) {
        long id = order.id();
        context.report(new ImportEvent.CancelAsked(id));
        long begin = nanoClock.nanos();
        Uni<String> answer = context.get(CheckKeys.LINK)
                .readOnce(session -> {
                    order.attempts().set(id, Progress.SENT);
                    session.execute("CANCEL IMPORT JOB " + id);
                    return "job " + id + " is cancelled";
                })
                .onItem()
                .invoke(done -> {
                    order.attempts().set(id, Progress.ANSWERED);
                    context.report(new ImportEvent.Cancelled(id, nanoClock.since(begin)));
                })
                .onFailure(thrown -> !isLost(thrown))
                .invoke(thrown -> {
                    order.attempts().set(id, Progress.ANSWERED);
                    context.report(new ImportEvent.CancelRefused(id, failures.classify(thrown)));
                })
                .onFailure(this::isLost)
                .recoverWithUni(thrown -> {
                    order.attempts().set(id, Progress.LOST);
                    context.report(new ImportEvent.CancelUnanswered(id, failures.classify(thrown)));
                    return over;
                });
        return Uni.combine().any().of(answer, over);
    }

    /** Whether an answer may have been lost; then whoever follows the job will see. */
    private boolean isLost(Throwable thrown) {
        return failures.classify(thrown).kind().outcomeUnknown();
    }
}
