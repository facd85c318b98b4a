package io.tidbclient.check;

import io.tidbclient.config.BreakerSettings;
import io.tidbclient.config.RetrySettings;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.connection.FailureClassifier;
import io.tidbclient.connection.Session;
import io.tidbclient.engine.BlockingWork;
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

    private Links() {}

    /** A link without retries; {@code opened} gives each call its session, or fails as its opening does. */
    public static ServerLink over(Supplier<Session> opened, ScheduledExecutorService threads) {
        FailureClassifier failures = new FailureClassifier();
        return new ServerLink(
                new ServerAddress("127.0.0.1", 4000),
                new Sessions(opened),
                new ServerLink.LinkTools(new FakeServer(), new BlockingWork(threads), failures),
                CheckRun.resilientCalls(ONE_TRY, BREAKER, failures, threads, NanoClock.SYSTEM),
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
