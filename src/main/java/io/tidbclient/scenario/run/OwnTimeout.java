package io.tidbclient.scenario.run;

import io.tidbclient.connection.Answer;
import io.tidbclient.connection.Failure;
import io.tidbclient.scenario.Action;
import io.tidbclient.scenario.Step;

import java.util.Set;

/** Recognises statements whose wait a time limit of their own ended, and no other session. */
final class OwnTimeout {
    private static final int QUERY_INTERRUPTED = 1317;

    /** ER_LOCK_WAIT_TIMEOUT; ER_STATEMENT_TIMEOUT of MariaDB; ER_QUERY_TIMEOUT. */
    private static final Set<Integer> CODES = Set.of(1205, 1969, 3024);

    private OwnTimeout() {}

    /** Whether a time limit ended a step. */
    static boolean ended(Step step, StepResult result) {
        return result.failure().filter(OwnTimeout::isTimeout).isPresent()
                || result.answer()
                        .filter(answer -> isUserLock(step) && isZero(answer))
                        .isPresent();
    }

    private static boolean isTimeout(Failure failure) {
        // Older TiDB reports max_execution_time as an interruption.
        return CODES.contains(failure.code())
                || (failure.code() == QUERY_INTERRUPTED
                        && failure.words().contains("maximum statement execution time"));
    }

    private static boolean isUserLock(Step step) {
        return step.action() instanceof Action.Run run && run.sql().takesUserLock();
    }

    /** GET_LOCK answers 0 when its time is up. */
    private static boolean isZero(Answer answer) {
        return answer.hasRows()
                && !answer.rows().isEmpty()
                && answer.value(0, 0).filter("0"::equals).isPresent();
    }
}
