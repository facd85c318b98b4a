package io.tidbclient.cli.serve;

import io.tidbclient.cli.ExitCode;
import io.tidbclient.cli.Interrupts;
import io.tidbclient.cli.ProcessEnvironment;
import io.tidbclient.cli.VersionText;
import io.tidbclient.config.ConfigException;
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
     */
    public record Requested(ServerPlan plan, List<Target> targets, ServeRequest.Hooks hooks) {}

    /**
     * Serves until SIGINT or SIGTERM; the exit code.
     *
     * @param quiet whether only the address is printed
     * @param again called by SIGHUP; what is to be served from then on, empty for no change
     * @throws ConfigException when the address cannot be used; nothing has been started then
     */
    public int run(Requested requested, boolean quiet, Supplier<Optional<Requested>> again) {
        BlockingQueue<Integer> signals = new LinkedBlockingQueue<>();
        interrupts.listen(signals::add);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Server server = start(requested, threads)) {
            announce(server, requested, quiet);
            Requested current = requested;
            while (signals.take() == Interrupts.HANGUP) {
                interrupts.listen(signals::add);
                current = reload(server, current, again);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ListenException e) {
            throw new ConfigException(e.getMessage(), e);
        }
        return ExitCode.OK.code();
    }

    private Server start(Requested requested, ExecutorService threads) {
        ServerPlan plan = requested.plan();
        return Server.start(
                new Environment(version.version(), vertx.get(), threads, schedule, runs.runs(), time, ExitCode::of),
                new ServeRequest(
                        requested.targets(),
                        new WebServer.Socket(
                                plan.address().host(),
                                plan.address().port(),
                                plan.tls().map(tls -> new WebServer.Tls(tls.certificates(), tls.key()))),
                        access(plan),
                        Limits.USUAL,
                        plan.readyRequiresTargets(),
                        requested.hooks()));
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

    private Requested reload(Server server, Requested current, Supplier<Optional<Requested>> again) {
        Optional<Requested> next = again.get();
        if (next.isEmpty()) {
            return current;
        }
        ServerPlan plan = next.get().plan();
        server.configure(next.get().targets(), access(plan));
        environment
                .err()
                .println("tidb-client: The configuration was read again; targets: "
                        + next.get().targets().size() + ".");
        if (!plan.address().equals(current.plan().address())
                || !plan.tls().equals(current.plan().tls())
                || plan.readyRequiresTargets() != current.plan().readyRequiresTargets()
                || !next.get().hooks().equals(current.hooks())) {
            environment
                    .err()
                    .println(
                            "tidb-client: listen, tls-cert, tls-key, ready-requires-targets, on-down and on-up take effect"
                                    + " when the server is started; restart it.");
        }
        return new Requested(
                new ServerPlan(
                        current.plan().address(),
                        current.plan().tls(),
                        plan.tokens(),
                        plan.names(),
                        current.plan().readyRequiresTargets()),
                next.get().targets(),
                current.hooks());
    }
}
