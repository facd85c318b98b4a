package io.tidbclient.serve;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.tidbclient.config.Plan;
import io.tidbclient.engine.StopCause;
import io.tidbclient.output.imports.ImportsJson;
import io.tidbclient.serve.api.Api;
import io.tidbclient.serve.health.Health;
import io.tidbclient.serve.health.Heartbeat;
import io.tidbclient.serve.history.History;
import io.tidbclient.serve.hook.HookQueue;
import io.tidbclient.serve.hook.ImportHooks;
import io.tidbclient.serve.hook.TargetHooks;
import io.tidbclient.serve.http.Access;
import io.tidbclient.serve.http.Endpoint;
import io.tidbclient.serve.http.EventStream;
import io.tidbclient.serve.http.WebServer;
import io.tidbclient.serve.metrics.HistoryMeters;
import io.tidbclient.serve.metrics.HttpMeters;
import io.tidbclient.serve.metrics.ProcessMeters;
import io.tidbclient.serve.metrics.ScenarioMeters;
import io.tidbclient.serve.metrics.Scrape;
import io.tidbclient.serve.metrics.SnapshotGauges;
import io.tidbclient.serve.metrics.TargetMeters;
import io.tidbclient.serve.monitor.Monitors;
import io.tidbclient.serve.monitor.Target;
import io.tidbclient.serve.monitor.ThreadedSchedule;
import io.tidbclient.serve.page.Pages;
import io.tidbclient.serve.probe.Probe;
import io.tidbclient.serve.status.HistoryStatus;
import io.tidbclient.serve.status.ServerEvent;
import io.tidbclient.serve.status.ServerUpdate;
import io.tidbclient.serve.status.StatusBoard;
import io.tidbclient.serve.status.TargetView;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * The server: its targets are monitored, and its page, API, metrics and health are made from the board that the monitors report
 * to.
 */
public final class Server implements AutoCloseable {
    private static final String HEARTBEAT = "heartbeat";

    /** Of a client that was away for some seconds; each event is about one target. */
    private static final int KEPT_EVENTS = 1_000;

    private static final Duration CHECKS_END_WITHIN = Duration.ofSeconds(3);

    /** Beside that, for scenarios to remove what they made. */
    private static final Duration CLEAN_UP_TAKES = Duration.ofSeconds(4);

    /** What it takes at most by itself. */
    private static final Duration HISTORY_ENDS_WITHIN = Duration.ofSeconds(4);

    private final Environment environment;
    private final ServeRequest request;
    private final StatusBoard board;
    private final Monitors monitors;
    private final Heartbeat heartbeat;
    private final HookQueue hooks;
    private final Optional<History> history;
    private final Access.Replaceable access;
    private final WebServer web;
    private volatile boolean stopping;

    private Server(Environment environment, ServeRequest request) {
        this.environment = environment;
        this.request = request;
        this.board = new StatusBoard(environment.time().wall().instant());
        this.monitors = new Monitors(
                new ThreadedSchedule(environment.schedule(), environment.threads()),
                environment.runs(),
                board,
                environment.time().wall(),
                RandomGenerator.getDefault());
        this.history = request.history()
                .map(plan -> History.of(
                        plan,
                        environment.history(),
                        request.targets().stream().map(Target::name).toList(),
                        environment.time()));
        Supplier<Optional<HistoryStatus>> historyStatus = () -> history.map(History::status);
        this.heartbeat = new Heartbeat(environment.time().monotonic());
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        long start = environment.time().wall().instant().toEpochMilli();
        EventStream parts = new EventStream(KEPT_EVENTS, start);
        EventStream events = new EventStream(KEPT_EVENTS, start);
        PageEvents pageEvents = new PageEvents(parts, environment.time().monotonic());
        Pages pages = new Pages(
                environment.version(),
                pageEvents::load,
                board::latest,
                historyStatus,
                environment.time().wall());
        Api api = new Api(environment.version(), board::latest, historyStatus, environment.exitCodes());
        TargetMeters meters = new TargetMeters(metrics);
        metrics.getPrometheusRegistry()
                .register(new SnapshotGauges(board::latest, environment.time().wall()));
        observe(new ScenarioMeters(metrics)::on);
        this.hooks = new HookQueue(HookQueue.LIMIT);
        observe(new TargetHooks(request.hooks().onDown(), request.hooks().onUp(), hooks)::on);
        observe(new ImportHooks(request.hooks().ofImports(), ImportsJson::job, hooks)::on);
        history.ifPresent(kept -> {
            // It only queues; with a thread of its own it would miss what is reported last.
            board.observe(kept::on, Runnable::run);
            HistoryMeters.register(metrics, kept::status);
        });
        subscribe(meters, pages, pageEvents, api, events);
        this.access = new Access.Replaceable(request.access());
        Map<String, EventStream> streams = Map.of(PageEvents.PATH, parts, Api.ROOT + "/events", events);
        ProcessMeters.register(metrics, environment.version(), heartbeat::silence);
        HttpMeters traffic = new HttpMeters(metrics, streams, board::dropped);
        this.web = WebServer.listen(
                environment.vertx(),
                environment.threads(),
                request.socket(),
                access,
                request.limits(),
                new WebServer.Site(endpoints(pages, api, new Scrape(metrics)), streams, traffic));
    }

    /**
     * Listens, and monitors the targets from then on.
     *
     * @throws io.tidbclient.serve.http.ListenException when the address cannot be used; nothing has been started then
     */
    public static Server start(Environment environment, ServeRequest request) {
        Server server = new Server(environment, request);
        try {
            server.monitor();
            return server;
        } catch (RuntimeException | Error e) {
            server.close();
            throw e;
        }
    }

    /** The port it listens on. */
    public int port() {
        return web.port();
    }

    /**
     * Monitors these targets from now on, and answers requests with this access. What the history has of those that are new comes
     * once it is read.
     *
     * @param targets at least one, each with a name of its own
     */
    public void configure(List<Target> targets, Access access) {
        Set<String> before =
                board.latest().targets().stream().map(TargetView::name).collect(Collectors.toSet());
        this.access.replace(access);
        List<String> added = targets.stream()
                .map(Target::name)
                .filter(name -> !before.contains(name))
                .toList();
        // Requested before they are monitored: their first records must not replace rows that are to be read.
        Optional<CompletionStage<List<ServerEvent.HistoryRead>>> reading =
                history.filter(kept -> !added.isEmpty()).map(kept -> kept.read(added));
        monitors.configure(targets);
        reading.ifPresent(read -> {
            var unused = read.thenAccept(past -> past.forEach(board::add));
        });
    }

    /** Ready no more; checks and scenarios in progress are stopped, and have some seconds to close their connections and clean up. */
    @Override
    public void close() {
        stopping = true;
        environment.schedule().unschedule(HEARTBEAT);
        CompletionStage<Void> end = monitors.stop(new StopCause.Interrupted(15));
        await(end, CHECKS_END_WITHIN);
        // Beside the clean-up, so that two servers that do not answer cost no more time than one.
        CompletableFuture<Void> written =
                CompletableFuture.runAsync(() -> history.ifPresent(History::close), environment.threads());
        if (!unfinished().isEmpty()) {
            await(end, CLEAN_UP_TAKES);
        }
        await(written, HISTORY_ENDS_WITHIN);
        web.close();
        hooks.close();
        board.close();
    }

    /** The databases and users of scenarios in progress, which would stay on the servers if the process ended now. */
    public List<String> unfinished() {
        return monitors.unfinished();
    }

    private static void await(CompletionStage<Void> end, Duration limit) {
        end.toCompletableFuture()
                .copy()
                .completeOnTimeout(null, limit.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(broken -> null)
                .join();
    }

    private void monitor() {
        environment.schedule().schedule(HEARTBEAT, new Plan.Every(Heartbeat.EVERY), Duration.ZERO, () -> {
            heartbeat.beat();
            return Uni.createFrom().voidItem();
        });
        history.ifPresent(Server::start);
        CompletableFuture<List<ServerEvent.HistoryRead>> past = history.map(
                        kept -> kept.past().toCompletableFuture())
                .orElseGet(() -> CompletableFuture.completedFuture(List.of()));
        List<ServerEvent.HistoryRead> known = past.getNow(List.of());
        monitors.configure(request.targets(), known);
        if (known.isEmpty()) {
            var unused = past.thenAccept(late -> late.forEach(board::add));
        }
    }

    private static void start(History history) {
        try {
            history.start();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void subscribe(TargetMeters meters, Pages pages, PageEvents pageEvents, Api api, EventStream events) {
        observe(new ServerLog()::on);
        observe(meters::on);
        observe(update -> {
            if (events.isAwaited()) {
                api.event(update).ifPresent(event -> events.send(event.name(), event.data()));
            } else {
                events.skip();
            }
        });
        observe(update -> pageEvents.on(update, pages));
    }

    /** On a thread of its own: what is slow, a log that is not read for instance, holds up neither checks nor other observers. */
    private void observe(Consumer<ServerUpdate> observer) {
        board.observe(observer, environment.threads());
    }

    private Map<String, Endpoint> endpoints(Pages pages, Api api, Scrape metrics) {
        Map<String, Endpoint> endpoints = new HashMap<>(pages.endpoints());
        endpoints.putAll(api.endpoints());
        endpoints.putAll(
                new Health(board::latest, heartbeat, () -> stopping, request.readyRequiresTargets()).endpoints());
        endpoints.put(
                Probe.PATH, new Probe(monitors::monitor, environment.time().monotonic()));
        endpoints.put("/metrics", metrics);
        return endpoints;
    }
}
