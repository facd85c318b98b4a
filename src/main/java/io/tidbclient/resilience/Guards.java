package io.tidbclient.resilience;

import io.smallrye.faulttolerance.api.Guard;
import io.smallrye.faulttolerance.apiimpl.BasicCircuitBreakerMaintenanceImpl;
import io.smallrye.faulttolerance.apiimpl.BuilderLazyDependencies;
import io.smallrye.faulttolerance.apiimpl.GuardImpl;
import io.smallrye.faulttolerance.core.event.loop.EventLoop;
import io.smallrye.faulttolerance.core.metrics.MeteredOperation;
import io.smallrye.faulttolerance.core.metrics.MetricsProvider;
import io.smallrye.faulttolerance.core.metrics.MetricsRecorder;
import io.smallrye.faulttolerance.core.timer.Timer;
import io.smallrye.mutiny.Uni;

import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

/**
 * Makes SmallRye guards on a timer of our own. {@code Guard.create()} would take the library's: a static one that tests
 * cannot hold, and that starts threads of its own accord.
 */
final class Guards {
    private Guards() {}

    static Guard.Builder on(Timer timer) {
        return new GuardImpl.BuilderImpl(BasicCircuitBreakerMaintenanceImpl::new, () -> new Dependencies(timer))
                .withThreadOffloadExecutor(Runnable::run);
    }

    /** Applies {@code guard} to what {@code action} makes; nothing happens before somebody subscribes. */
    @SuppressWarnings({"unchecked", "rawtypes"
    }) // the plain class needs no generic signature at run time, as a TypeLiteral does
    static <T> Uni<T> apply(Guard guard, Supplier<Uni<T>> action) {
        Supplier<Uni> untyped = action::get;
        return guard.get(untyped, Uni.class);
    }

    private record Dependencies(Timer timer) implements BuilderLazyDependencies {
        @Override
        public boolean ftEnabled() {
            return true;
        }

        @Override
        public ExecutorService asyncExecutor() {
            throw new IllegalStateException("a guard of ours stays on its caller's thread");
        }

        @Override
        public EventLoop eventLoop() {
            return () -> null;
        }

        @Override
        public MetricsProvider metricsProvider() {
            return new NoMetrics();
        }
    }

    private static final class NoMetrics implements MetricsProvider {
        @Override
        public boolean isEnabled() {
            return false;
        }

        @Override
        public MetricsRecorder create(MeteredOperation operation) {
            throw new IllegalStateException("metrics are off");
        }
    }
}
