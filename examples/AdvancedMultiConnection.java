import io.smallrye.mutiny.Uni;
import io.tidbclient.check.CheckCoordinator;
import io.tidbclient.check.CheckEvent;
import io.tidbclient.check.CheckKeys;
import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.check.CheckStates;
import io.tidbclient.check.CheckWorkflow;
import io.tidbclient.config.CheckRequest;
import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.config.Secret;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.connection.Session;
import io.tidbclient.engine.HandlerEvent;
import io.tidbclient.engine.MessageBus;
import io.tidbclient.engine.Next;
import io.tidbclient.engine.Run;
import io.tidbclient.engine.RunEvent;
import io.tidbclient.engine.RunResult;
import io.tidbclient.engine.RunUpdate;
import io.tidbclient.engine.State;
import io.tidbclient.engine.StateContext;
import io.tidbclient.engine.StateHandler;
import io.tidbclient.engine.StopCause;
import io.tidbclient.engine.Workflow;
import io.tidbclient.importjob.JobProgress;
import io.tidbclient.importjob.WatchedJob;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Twelve connections with a state of this program's own: all wait at a barrier, measure a round trip at the same time, send it to
 * the first of them, and learn from it which one was slowest. Then they follow the server's import jobs together. Every event is
 * printed as it arrives. The exit code is 0 when all completed, 1 when one did not, 2 for a mistake in the environment.
 *
 * <p>The server is that of TIDB_HOST, TIDB_PORT (4000), TIDB_USER (root), TIDB_PASSWORD (empty) and TIDB_DATABASE (test).
 */
public final class AdvancedMultiConnection {
    private static final int CONNECTIONS = 12;
    private static final Duration WATCH = Duration.ofSeconds(12);
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int BUFFERED_UPDATES = 10_000;

    private AdvancedMultiConnection() {}

    /** The state: its label is unique within the workflow. */
    private static final State.Step COMPARING = new State.Step("ComparingRoundTrips");

    private static final Duration COMPARING_LIMIT = Duration.ofSeconds(30);

    /** What its handler reports. */
    private record SlowestFound(String connection, Duration roundTrip) implements HandlerEvent {}

    /** Its handler, shared by all connections: it keeps nothing of a connection. */
    private record ComparingHandler(List<String> connections) implements StateHandler {
        @Override
        public State.Step state() {
            return COMPARING;
        }

        @Override
        public Uni<Next> execute(StateContext context) {
            // The link runs the blocking call on a virtual thread.
            return context.get(CheckKeys.LINK)
                    .read(ComparingHandler::roundTrip)
                    .chain(own -> isFirst(context) ? collect(context, own) : send(context, own));
        }

        private static Duration roundTrip(Session session) {
            long begin = System.nanoTime();
            session.query("SELECT 1", row -> row);
            return Duration.ofNanos(System.nanoTime() - begin);
        }

        private boolean isFirst(StateContext context) {
            return context.connection().equals(connections.getFirst());
        }

        /** All but the first send what they measured, and wait for the answer. */
        private Uni<Next> send(StateContext context, Duration own) {
            context.bus().send(connections.getFirst(), "measured", own);
            return context.bus().receive().map(answer -> Next.proceed(answer.text()));
        }

        /** The first waits for the others, reports, and answers. */
        private Uni<Next> collect(StateContext context, Duration own) {
            List<String> others = connections.subList(1, connections.size());
            return context.bus().receive().repeat().atMost(others.size()).collect().asList().map(messages -> {
                SlowestFound slowest = Stream.concat(
                                Stream.of(new SlowestFound(context.connection(), own)),
                                messages.stream().map(ComparingHandler::measured))
                        .max(Comparator.comparing(SlowestFound::roundTrip))
                        .orElseThrow();
                context.report(slowest);
                String answer = "the slowest is " + slowest.connection();
                others.forEach(other -> context.bus().send(other, answer));
                return Next.proceed(answer);
            });
        }

        private static SlowestFound measured(MessageBus.Message message) {
            return new SlowestFound(
                    message.from(), (Duration) message.enclosed().orElseThrow());
        }
    }

    public static void main(String[] arguments) {
        System.exit(run(System.getenv()));
    }

    private static int run(Map<String, String> environment) {
        List<ConnectionSettings> connections;
        try {
            connections = connections(environment);
        } catch (IllegalArgumentException e) {
            System.err.println("AdvancedMultiConnection: " + e.getMessage());
            return 2;
        }
        // A connection that fails would keep the others waiting for its message: the first failure ends the run.
        CheckRequest request = CheckRequest.of(connections)
                .watchingFor(WATCH, POLL_INTERVAL)
                .failingFast()
                .within(LIMIT);
        // GettingVersion -> ComparingRoundTrips -> CheckingImportJobs; all connections wait for each other on the way.
        Workflow workflow = CheckWorkflow.of(request)
                .withStepAfter(CheckStates.GETTING_VERSION, COMPARING, COMPARING_LIMIT)
                .withBarrierAt(COMPARING);
        StateHandler comparing = new ComparingHandler(
                connections.stream().map(ConnectionSettings::name).toList());
        try (CheckCoordinator coordinator = CheckCoordinator.open();
                ExecutorService printing = Executors.newSingleThreadExecutor()) {
            Run<CheckSnapshot> run = coordinator.prepare(request, workflow, List.of(comparing));
            CompletableFuture<Void> printed = new CompletableFuture<>();
            run.updates()
                    .onOverflow()
                    .buffer(BUFFERED_UPDATES)
                    .emitOn(printing)
                    .subscribe()
                    .with(AdvancedMultiConnection::print, printed::completeExceptionally, () -> printed.complete(null));
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(run)));
            RunResult<CheckSnapshot> result = run.start().result().await().indefinitely();
            printed.join();
            result.last().jobs().forEach(jobs -> System.out.println("import jobs of " + jobs.target() + ": "
                    + jobs.watchEnded().orElse(jobs.poll().isPresent() ? "not followed to the end" : "none to follow")));
            System.out.println(result.verdict().sentence());
            return result.verdict().isSuccess() ? 0 : 1;
        } catch (CompletionException e) {
            System.err.println("AdvancedMultiConnection: printing failed: " + e.getCause());
            return 1;
        }
    }

    /** Ctrl-C: ends the run, and waits until every connection is closed. */
    private static void stop(Run<CheckSnapshot> run) {
        run.stop(new StopCause.Interrupted(2));
        run.result().await().atMost(Duration.ofSeconds(10));
    }

    private static void print(RunUpdate<CheckSnapshot> update) {
        switch (update.event()) {
            case RunEvent.Started started ->
                System.out.println("started " + update.after().connections().size() + " connections");
            case RunEvent.Transitioned moved ->
                System.out.println(moved.connection() + ": " + moved.to().label() + " (" + moved.reason() + ")");
            case RunEvent.Found found -> print(found);
            case RunEvent.MessageSent sent ->
                System.out.println(sent.from() + " to " + sent.to() + ": " + sent.text());
            case RunEvent.Stopping stopping -> System.out.println("stopping: " + stopping.reason());
        }
    }

    private static void print(RunEvent.Found found) {
        if (found.event() instanceof SlowestFound slowest) {
            System.out.println("slowest round trip: " + slowest.connection() + ", "
                    + slowest.roundTrip().toMillis() + " ms");
        } else if (found.event() instanceof CheckEvent.JobsWatched watched) {
            watched.poll().jobs().forEach(job -> System.out.println(
                    found.connection() + ": poll " + watched.poll().number() + ", " + line(job)));
        }
    }

    private static String line(WatchedJob watched) {
        return "job " + watched.job().id() + " into " + watched.job().targetTable() + ": "
                + JobProgress.of(watched).detail();
    }

    private static List<ConnectionSettings> connections(Map<String, String> environment) {
        String host = environment.getOrDefault("TIDB_HOST", "");
        if (host.isBlank()) {
            throw new IllegalArgumentException(
                    "no server; set TIDB_HOST, or use 'make run-advanced', which starts a sandbox");
        }
        ServerAddress server = new ServerAddress(host, port(environment.getOrDefault("TIDB_PORT", "4000")));
        String user = environment.getOrDefault("TIDB_USER", "root");
        Secret password = Secret.of(environment.getOrDefault("TIDB_PASSWORD", ""));
        String database = environment.getOrDefault("TIDB_DATABASE", "test");
        return IntStream.rangeClosed(1, CONNECTIONS)
                .mapToObj(number -> ConnectionSettings.of("c" + number, server, user, password, database))
                .toList();
    }

    private static int port(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("TIDB_PORT is not a number; set it to 1 to 65535", e);
        }
    }
}
