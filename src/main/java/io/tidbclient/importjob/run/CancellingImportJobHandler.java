package io.tidbclient.importjob.run;

import io.smallrye.mutiny.Uni;
import io.tidbclient.check.CheckKeys;
import io.tidbclient.check.ServerLink;
import io.tidbclient.connection.FailureClassifier;
import io.tidbclient.engine.Next;
import io.tidbclient.engine.State;
import io.tidbclient.engine.StateContext;
import io.tidbclient.engine.StateHandler;
import io.tidbclient.time.NanoClock;

import java.util.Optional;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Asks the server to cancel a job, once. The server answers when the job is really gone, which takes minutes, and on
 * embedded storage never comes (seen on v8.5.4): so another connection follows the jobs, and this one waits no longer than
 * that one.
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
        long id = order.get().id();
        ServerLink link = context.get(CheckKeys.LINK);
        context.report(new ImportEvent.CancelAsked(id));
        long begin = nanoClock.nanos();
        Uni<String> answer = link.readOnce(session -> {
                    session.execute("CANCEL IMPORT JOB " + id);
                    return "job " + id + " is cancelled";
                })
                .onItem()
                .invoke(done -> context.report(new ImportEvent.Cancelled(id, nanoClock.since(begin))))
                .onFailure(thrown -> !isLost(thrown))
                .invoke(thrown -> context.report(new ImportEvent.CancelRefused(id, failures.classify(thrown))));
        Uni<String> over = context.get(CheckKeys.RUN).watchEnd(link.target());
        Uni<String> answerOrEnd = answer.onFailure(this::isLost).recoverWithUni(thrown -> {
            context.report(new ImportEvent.CancelUnanswered(id, failures.classify(thrown)));
            return over;
        });
        return Uni.combine()
                .any()
                .of(answerOrEnd, over)
                .onItem()
                .transform(why -> Next.to(State.TerminalState.COMPLETED, why));
    }

    /** Whether an answer may have been lost; then whoever follows the job will see. */
    private boolean isLost(Throwable thrown) {
        return failures.classify(thrown).kind().outcomeUnknown();
    }
}
