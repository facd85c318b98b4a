package io.tidbclient.check;

import io.tidbclient.config.BreakerSettings;
import io.tidbclient.config.RetrySettings;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.connection.FailureClassifier;
import io.tidbclient.connection.Session;
import io.tidbclient.engine.BlockingWork;
import io.tidbclient.importjob.Poll;
import io.tidbclient.importjob.ServerClock;
import io.tidbclient.resilience.ResilientCalls;
import io.tidbclient.time.NanoClock;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.function.Supplier;

/** Links to sessions of the test's own, for packages that use a link. */
public final class Links {
    private static final RetrySettings ONE_TRY = new RetrySettings(1, Duration.ofMillis(1), Duration.ofMillis(1));
    private static final BreakerSettings BREAKER =
            new BreakerSettings(5, Duration.ofSeconds(60), Duration.ofSeconds(30), 3);

    /** The server of all links. */
    public static final ServerAddress TARGET = new ServerAddress("127.0.0.1", 4000);

    private Links() {}

    /** What connections share that follow the import jobs for a minute. */
    public static CheckRun watching(ScheduledExecutorService threads) {
        return new CheckRun(
                number -> {
                    throw new UnsupportedOperationException("nothing connects here");
                },
                new CheckRun.WatchLimits(Duration.ofMinutes(1), Duration.ofSeconds(1)),
                calls(threads),
                NanoClock.SYSTEM);
    }

    /** Lets the run's watch of {@link #TARGET} have its first poll, which finds no job. */
    public static void seeNoJobs(CheckRun run) {
        ServerClock clock = ServerClock.read(new FakeServer().open("c1"), NanoClock.SYSTEM);
        Poll unused = run.watchOf(TARGET).observe(List.of(), clock, NanoClock.SYSTEM.nanos());
    }

    private static ResilientCalls calls(ScheduledExecutorService threads) {
        return CheckRun.resilientCalls(ONE_TRY, BREAKER, new FailureClassifier(), threads, NanoClock.SYSTEM);
    }

    /** A link without retries; {@code opened} gives each call its session, or fails as its opening does. */
    public static ServerLink over(Supplier<Session> opened, ScheduledExecutorService threads) {
        FailureClassifier failures = new FailureClassifier();
        return new ServerLink(
                TARGET,
                new Sessions(opened),
                new ServerLink.LinkTools(new FakeServer(), new BlockingWork(threads), failures),
                calls(threads),
                event -> {});
    }

    private record Sessions(Supplier<Session> opened) implements LinkSessions {
        @Override
        public void open(int attempt) {}

        @Override
        public <T> T use(Function<Session, T> work) {
            return work.apply(opened.get());
        }

        @Override
        public <T> List<T> useEach(Function<Session, T> work) {
            return List.of(use(work));
        }

        @Override
        public void close() {}
    }
}
