package io.tidbclient.scenario.play;

import io.tidbclient.connection.Failure;
import io.tidbclient.connection.ServerVersion.Product;
import io.tidbclient.scenario.Expectation;
import io.tidbclient.scenario.Step;

import java.util.List;
import java.util.Optional;

/**
 * Judges orders that nobody has written: every step ends in time, and with an error only where another order of the same
 * statements can bring one about. The checks tell the rest.
 */
final class ByLimitsAlone implements Judge {
    private static final int QUERY_TIMEOUT = 3024;

    private final Product product;

    ByLimitsAlone(Product product) {
        this.product = product;
    }

    @Override
    public List<Expectation> expectations(Step step) {
        return List.of();
    }

    @Override
    public boolean mayWait(Ongoing step) {
        return true;
    }

    @Override
    public boolean accepts(Ongoing step, ScenarioFinding.Waits waits) {
        return true;
    }

    @Override
    public Optional<Difference> stubborn(Ongoing step, ScenarioFinding.Waits waits) {
        return Optional.empty();
    }

    @Override
    public Optional<Difference> begun(Ongoing step) {
        return Optional.empty();
    }

    @Override
    public Optional<Difference> ended(Ongoing step, Reply reply) {
        return reply.failure()
                .filter(failure -> !dependsOnOrder(failure) && !isExpectedSomewhere(step.cue.step(), reply))
                .map(failure -> Difference.at(
                        step.cue, "that it succeeds, or fails as another order can make it", reply.shown()))
                .or(() ->
                        Saved.missingColumn(step.cue.step(), reply).map(mismatch -> Difference.at(step.cue, mismatch)));
    }

    /** Conflicts, and what the data or somebody else's KILL does to a statement: not what is wrong with itself. */
    private static boolean dependsOnOrder(Failure failure) {
        String state = failure.sqlState();
        return switch (failure.kind()) {
            case TRANSACTION_CONFLICT -> true;
            case UNCLASSIFIED -> failure.code() != 0 && !state.startsWith("42");
            case STATEMENT_REFUSED ->
                state.startsWith("22")
                        || state.startsWith("23")
                        || state.startsWith("70")
                        || failure.code() == QUERY_TIMEOUT;
            case REFUSED,
                    UNKNOWN_HOST,
                    TIMED_OUT,
                    TLS_NOT_OFFERED,
                    TLS_FAILED,
                    CERTIFICATE_EXPIRED,
                    CERTIFICATE_UNTRUSTED,
                    CERTIFICATE_WRONG_NAME,
                    NOT_MYSQL,
                    BREAKER_OPEN,
                    TOO_MANY_CONNECTIONS,
                    SERVER_UNAVAILABLE,
                    CONNECTION_LOST,
                    ACCESS_DENIED,
                    LOGIN_REFUSED,
                    UNKNOWN_DATABASE,
                    NO_PRIVILEGE,
                    STATE_TIMED_OUT,
                    EXPECTATION_NOT_MET,
                    MISCONFIGURED,
                    DEFECT -> false;
        };
    }

    private boolean isExpectedSomewhere(Step step, Reply reply) {
        return names(step.expectedOn(product), reply);
    }

    private static boolean names(List<Expectation> expectations, Reply reply) {
        return expectations.stream().anyMatch(expectation -> switch (expectation) {
            case Expectation.Fails fails -> Verifier.matches(fails, reply);
            case Expectation.Either either -> either.alternatives().stream().anyMatch(all -> names(all, reply));
            case Expectation other -> false;
        });
    }
}
