package io.tidbclient.importjob.run;

import io.tidbclient.check.CheckRun.WatchLimits;
import io.tidbclient.config.BreakerSettings;
import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.config.Resilience;
import io.tidbclient.config.ResolvedSettings;
import io.tidbclient.config.RetrySettings;
import io.tidbclient.engine.State;
import io.tidbclient.engine.StateContext;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.ObjIntConsumer;

/**
 * A run about import jobs, as it was asked for.
 *
 * @param connections one to each server; more where some act and one follows
 * @param limits which jobs are followed, for how long, until when
 * @param patience with servers that do not answer
 * @param action what is done before following, if anything
 */
public record ImportRequest(
        List<ConnectionSettings> connections, WatchLimits limits, Patience patience, Optional<Action> action) {
    public ImportRequest {
        connections = List.copyOf(connections);
        if (connections.isEmpty()) {
            throw new IllegalArgumentException("a run about import jobs needs a connection");
        }
    }

    /**
     * How often and how long servers are tried.
     *
     * @param retry how connecting and reading are retried
     * @param breaker when a host's circuit breaker opens and closes
     * @param timeout for everything, if there is one
     * @param comesUp whether a host that is not known yet is waited for
     */
    public record Patience(RetrySettings retry, BreakerSettings breaker, Optional<Duration> timeout, boolean comesUp) {
        /** As the settings say. */
        public static Patience of(ResolvedSettings settings) {
            return new Patience(Resilience.retry(settings), Resilience.breaker(settings), Optional.empty(), false);
        }

        /** As the settings say, without a circuit breaker. */
        public static Patience withAllHosts(ResolvedSettings settings) {
            return new Patience(Resilience.retry(settings), BreakerSettings.NEVER_OPEN, Optional.empty(), false);
        }

        /** Without a limit, whatever happens to the servers. */
        public static Patience untilUp(ResolvedSettings settings) {
            return new Patience(Resilience.retryForEver(settings), BreakerSettings.NEVER_OPEN, Optional.empty(), true);
        }

        /** The same, with a limit. */
        public Patience within(Optional<Duration> limit) {
            return new Patience(retry, breaker, limit, comesUp);
        }

        /** Each is tried once. */
        public static Patience once() {
            return new Patience(RetrySettings.ONCE, BreakerSettings.NEVER_OPEN, Optional.empty(), false);
        }
    }

    /**
     * What is done before following.
     *
     * @param step where it is done
     * @param orders puts into a connection's context what it is to do, by its number from 0
     * @param failed is called with the number of a connection that failed before it had done so, or was refused
     */
    public record Action(State.Step step, ObjIntConsumer<StateContext> orders, IntConsumer failed) {}
}
