package io.tidbclient.cli.serve;

import io.tidbclient.cli.ExitCode;
import io.tidbclient.cli.Interrupts;
import io.tidbclient.cli.LongRunHeap;
import io.tidbclient.cli.ProcessEnvironment;
import io.tidbclient.cli.VersionText;
import io.tidbclient.config.ConfigException;
import io.tidbclient.config.HistoryPlan;
import io.tidbclient.config.Secret;
import io.tidbclient.config.ServerPlan;
import io.tidbclient.serve.Environment;
import io.tidbclient.serve.ServeRequest;
import io.tidbclient.serve.Server;
import io.tidbclient.serve.http.Access;
import io.tidbclient.serve.http.Limits;
import io.tidbclient.serve.http.ListenException;
import io.tidbclient.serve.http.Tokens;
import io.tidbclient.serve.http.WebServer;
import io.tidbclient.serve.monitor.Target;
import io.tidbclient.time.TimeSource;
import io.vertx.core.Vertx;
import org.jboss.logging.Logger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;

/** Runs a server until a signal ends it. */
@ApplicationScoped
public class ServerRunner {
    private static final Logger LOG = Logger.getLogger(ServerRunner.class);

    private final Instance<Vertx> vertx;
    private final ServerRuns runs;
    private final ServerSchedule schedule;
    private final Interrupts interrupts;
    private final ProcessEnvironment environment;
    private final VersionText version;
    private final TimeSource time;

    ServerRunner(
            Instance<Vertx> vertx,
            ServerRuns runs,
            ServerSchedule schedule,
            Interrupts interrupts,
            ProcessEnvironment environment,
            VersionText version,
            TimeSource time) {
        this.vertx = vertx;
        this.runs = runs;
        this.schedule = schedule;
        this.interrupts = interrupts;
        this.environment = environment;
        this.version = version;
        this.time = time;
    }

    /**
     * What a server is to do.
     *
     * @param plan where it listens, and who may ask it
     * @param targets at least one, each with a name of its own
     * @param hooks what is run when a target changes
     * @param history the database that keeps the history; empty when it is kept in memory alone
     */
    public record Requested(
            ServerPlan plan, List<Target> targets, ServeRequest.Hooks hooks, Optional<HistoryPlan> history) {}

    /**
     * Serves until SIGINT or SIGTERM, or SIGHUP where that asks for nothing; the exit code.
     *
     * @param quiet whether only the address is printed
     * @param again what is to be served from a SIGHUP on; throws {@link ConfigException} when that is wrong, and the server
     *     continues as before. Empty where there is nothing to read again: a hangup ends the server then.
     * @throws ConfigException when the address cannot be used; nothing has been started then
     */
    public int run(Requested requested, boolean quiet, Optional<Supplier<Requested>> again) {
        LongRunHeap.use();
        BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
        interrupts.listen(signal -> signals.add(Signal.END));
        again.ifPresent(read -> interrupts.onHangup(() -> signals.add(Signal.READ_AGAIN)));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        List<String> left = new ArrayList<>();
        try {
            Server server = start(requested, threads);
            try {
                serve(server, requested, quiet, signals, again);
            } finally {
                server.close();
            }
            left.addAll(server.unfinished());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ListenException e) {
            throw new ConfigException(e.getMessage(), e);
        } finally {
            // An endpoint that waits for a check must not hold up the end.
            List<Runnable> unused = threads.shutdownNow();
        }
        if (!left.isEmpty()) {
            endAtOnce(left);
        }
        return ExitCode.OK.code();
    }

    private void serve(
            Server server,
            Requested requested,
            boolean quiet,
            BlockingQueue<Signal> signals,
            Optional<Supplier<Requested>> again)
            throws InterruptedException {
        interrupts.reportUnfinished(server::unfinished);
        announce(server, requested, quiet);
        Requested current = requested;
        while (signals.take() == Signal.READ_AGAIN) {
            current = reload(server, current, again.orElseThrow());
        }
    }

    /** Connections to a server that does not answer would be waited for until their time limits. */
    private void endAtOnce(List<String> left) {
        environment
                .err()
                .println("tidb-client: ended before the clean-up was complete; still on the servers: "
                        + String.join(", ", left) + ".");
        environment.err().flush();
        Runtime.getRuntime().halt(ExitCode.OK.code());
    }

    private enum Signal {
        READ_AGAIN,
        END
    }

    private Server start(Requested requested, ExecutorService threads) {
        ServerPlan plan = requested.plan();
        return Server.start(
                new Environment(
                        version.version(),
                        vertx.get(),
                        threads,
                        schedule,
                        runs.runs(),
                        time,
                        runs.history(),
                        ExitCode::of),
                new ServeRequest(
                        requested.targets(),
                        new WebServer.Socket(
                                plan.address().host(),
                                plan.address().port(),
                                plan.tls().map(tls -> new WebServer.Tls(tls.certificates(), tls.key()))),
                        access(plan),
                        Limits.USUAL,
                        plan.readyRequiresTargets(),
                        requested.hooks(),
                        requested.history()));
    }

    private static Access access(ServerPlan plan) {
        return plan.tokens().isEmpty()
                ? new Access.Anonymous(plan.names())
                : new Access.Token(
                        new Tokens(plan.tokens().stream().map(Secret::reveal).toList()));
    }

    private void announce(Server server, Requested requested, boolean quiet) {
        environment.out().println(url(requested.plan(), server.port()));
        environment.out().flush();
        if (!quiet) {
            int targets = requested.targets().size();
            environment
                    .err()
                    .println("Monitoring %d %s; stop with Ctrl-C."
                            .formatted(targets, targets == 1 ? "target" : "targets"));
        }
    }

    private static String url(ServerPlan plan, int port) {
        String host = plan.address().host();
        return (plan.tls().isPresent() ? "https://" : "http://") + (host.contains(":") ? "[" + host + "]" : host) + ":"
                + port + "/";
    }

    /** What is served from now on: what was before, when the new configuration is wrong. */
    private Requested reload(Server server, Requested current, Supplier<Requested> again) {
        try {
            Requested next = again.get();
            ServerPlan plan = next.plan().at(current.plan());
            server.configure(next.targets(), access(plan));
            environment
                    .err()
                    .println("tidb-client: The configuration was read again; targets: "
                            + next.targets().size() + ".");
            warnOfRestart(next, current, plan);
            return new Requested(plan, next.targets(), current.hooks(), current.history());
        } catch (ConfigException e) {
            environment
                    .err()
                    .println("tidb-client: " + e.getMessage() + " The server continues with its former configuration.");
        } catch (RuntimeException e) {
            LOG.errorf(e, "The configuration cannot be read again; the server continues with its former one");
        }
        return current;
    }

    private void warnOfRestart(Requested next, Requested current, ServerPlan taken) {
        boolean sameServer = next.plan().address().equals(taken.address())
                && next.plan().tls().equals(taken.tls())
                && next.plan().readyRequiresTargets() == taken.readyRequiresTargets();
        if (!sameServer
                || !next.hooks().equals(current.hooks())
                || !next.history().equals(current.history())) {
            environment
                    .err()
                    .println(
                            "tidb-client: listen, tls-cert, tls-key, ready-requires-targets, hooks and history take effect"
                                    + " when the server is started; restart it.");
        }
    }
}
