package io.tidbclient.serve;

import io.tidbclient.config.HistoryPlan;
import io.tidbclient.serve.hook.ImportHooks;
import io.tidbclient.serve.http.Access;
import io.tidbclient.serve.http.Limits;
import io.tidbclient.serve.http.WebServer;
import io.tidbclient.serve.monitor.Target;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A server, as it was asked for.
 *
 * @param targets at least one, each with a name of its own
 * @param socket where it listens
 * @param access who may ask
 * @param limits what a client may use up
 * @param readyRequiresTargets whether it is ready only while every target is up
 * @param hooks what is run when a target or one of its import jobs changes
 * @param history the database that keeps the history; empty when it is kept in memory alone
 */
public record ServeRequest(
        List<Target> targets,
        WebServer.Socket socket,
        Access access,
        Limits limits,
        boolean readyRequiresTargets,
        Hooks hooks,
        Optional<HistoryPlan> history) {
    /**
     * What is run when a target or one of its import jobs changes.
     *
     * @param onDown the program and its arguments for a target that goes down
     * @param onUp the same for one that comes back
     * @param ofImports those for its import jobs
     */
    public record Hooks(Optional<List<String>> onDown, Optional<List<String>> onUp, ImportHooks.Commands ofImports) {
        /** Nothing is run. */
        public static final Hooks NONE = new Hooks(Optional.empty(), Optional.empty(), ImportHooks.Commands.NONE);
    }

    public ServeRequest {
        targets = List.copyOf(targets);
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("a server needs at least one target");
        }
        Set<String> names = new HashSet<>();
        targets.forEach(target -> {
            if (!names.add(target.name())) {
                throw new IllegalArgumentException("two targets have the name " + target.name());
            }
        });
    }
}
