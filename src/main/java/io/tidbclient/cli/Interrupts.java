package io.tidbclient.cli;

import io.tidbclient.time.NanoClock;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Ctrl-C, kill, and the end of the terminal. The first signal goes to the command, which closes what it opened, prints its
 * results so far and returns. A later one ends the process at once, with a message about what is left behind; one that
 * arrives within {@link #SAME_PRESS} of the first, and every hangup, has no effect. A shutdown hook would not do: it runs
 * beside the command that is to be stopped, and the process ends with whichever completes first.
 */
@ApplicationScoped
public class Interrupts {
    /** A terminal sends Ctrl-C to all of its processes, and a wrapper among them passes it on: one press arrives twice. */
    static final Duration SAME_PRESS = Duration.ofSeconds(1);

    /** For the message on standard error, which may be what is not read. */
    private static final Duration MESSAGE = Duration.ofSeconds(1);

    private final ProcessEnvironment environment;
    private final NanoClock nanoClock;
    private final IntConsumer halt;
    private final AtomicReference<IntConsumer> listener = new AtomicReference<>();
    private final AtomicReference<First> first = new AtomicReference<>();
    private final List<Runnable> beforeHalt = new CopyOnWriteArrayList<>();
    private volatile Supplier<List<String>> unfinished = List::of;
    private volatile Optional<Runnable> onHangup = Optional.empty();

    /** The signal that was first, and when it arrived. */
    private record First(int signal, long nanos) {}

    @Inject
    Interrupts(ProcessEnvironment environment, NanoClock nanoClock) {
        this(environment, nanoClock, Runtime.getRuntime()::halt);
    }

    /** @param halt ends the process with an exit code, without shutdown hooks */
    Interrupts(ProcessEnvironment environment, NanoClock nanoClock, IntConsumer halt) {
        this.environment = environment;
        this.nanoClock = nanoClock;
        this.halt = halt;
    }

    /**
     * From now on, only {@code onSignal} gets the number of the next signal.
     *
     * @param onSignal 1 for SIGHUP, 2 for SIGINT, 15 for SIGTERM; must not block
     */
    public void listen(IntConsumer onSignal) {
        listener.set(onSignal);
        for (TerminationSignal signal : TerminationSignal.values()) {
            signal.onArrival(() -> arrived(signal));
        }
    }

    /**
     * From now on a hangup calls {@code action}, each time, and interrupts nothing: it asks a server to read its configuration
     * again.
     *
     * @param action must not block
     */
    public void onHangup(Runnable action) {
        onHangup = Optional.of(action);
    }

    /**
     * Has {@code action} done before a second signal ends the process.
     *
     * @param action restores what would outlast the process; must not throw, and take no longer than a user waits
     */
    public void beforeHalt(Runnable action) {
        beforeHalt.add(action);
    }

    /** As Ctrl-C, by another key. */
    public void quit() {
        arrived(TerminationSignal.INT);
    }

    /**
     * Names what stays on a server when the clean-up is cut short; the message about it lists them.
     *
     * @param names what was made and is not removed yet, at any time; must not block
     */
    public void reportUnfinished(Supplier<List<String>> names) {
        unfinished = names;
    }

    /** The time in which a listener gets the next signal; its end gives the signals back to the one before. */
    public interface Listening {
        /** Once, when nothing is left to interrupt. */
        void end();
    }

    /** As {@link #listen}, until the result is ended. */
    public Listening listening(IntConsumer onSignal) {
        IntConsumer before = listener.get();
        listen(onSignal);
        return () -> {
            boolean unused = listener.compareAndSet(onSignal, before);
        };
    }

    /** The number of the first signal that there was, if any. */
    public OptionalInt first() {
        First known = first.get();
        return known == null ? OptionalInt.empty() : OptionalInt.of(known.signal());
    }

    /** A signal has arrived; on the thread of the JVM for signals. */
    void arrived(TerminationSignal signal) {
        if (signal == TerminationSignal.HUP && onHangup.isPresent()) {
            onHangup.get().run();
            return;
        }
        OptionalLong sinceFirst = sinceFirst(signal);
        IntConsumer listening = listener.getAndSet(null);
        if (listening != null) {
            listening.accept(signal.number());
        } else if (sinceFirst.isEmpty()) {
            restoreAndHalt(signal);
        } else if (signal != TerminationSignal.HUP && sinceFirst.getAsLong() > SAME_PRESS.toNanos()) {
            printWhatIsLeft();
            restoreAndHalt(signal);
        }
    }

    private void restoreAndHalt(TerminationSignal signal) {
        beforeHalt.forEach(Runnable::run);
        halt.accept(signal.exitCode());
    }

    /** Empty when this one is the first. */
    private OptionalLong sinceFirst(TerminationSignal signal) {
        long now = nanoClock.nanos();
        First before = first.compareAndExchange(null, new First(signal.number(), now));
        return before == null ? OptionalLong.empty() : OptionalLong.of(now - before.nanos());
    }

    private void printWhatIsLeft() {
        List<String> left = unfinished.get();
        String message = "tidb-client: interrupted again; ended before the clean-up was complete"
                + (left.isEmpty() ? "." : "; still on the server: " + String.join(", ", left) + ".");
        CompletableFuture<Void> unused = CompletableFuture.runAsync(
                        () -> environment.err().println(message),
                        print -> Thread.ofPlatform().daemon().start(print))
                .completeOnTimeout(null, MESSAGE.toMillis(), TimeUnit.MILLISECONDS);
        unused.join();
    }
}
