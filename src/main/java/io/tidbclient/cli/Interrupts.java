package io.tidbclient.cli;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import sun.misc.Signal;

/**
 * Ctrl-C and kill. The first one is handed to the command, which closes what it opened, prints what it has and returns;
 * the second one ends the process at once. Java offers no public way to hear of a signal without ending; this class is
 * the one place that uses the unofficial one.
 */
@ApplicationScoped
@SuppressWarnings("sunapi")
public class Interrupts {
    private static final int SIGINT = 2;
    private static final int SIGTERM = 15;

    private final AtomicReference<IntConsumer> listener = new AtomicReference<>();

    /**
     * From now on {@code onSignal} gets the number of the first signal.
     *
     * @param onSignal 2 for SIGINT, 15 for SIGTERM; must not block
     */
    public void listen(IntConsumer onSignal) {
        listener.set(onSignal);
        handle("INT", SIGINT);
        handle("TERM", SIGTERM);
    }

    private void handle(String name, int number) {
        Signal.handle(new Signal(name), signal -> {
            IntConsumer first = listener.getAndSet(null);
            if (first == null) {
                Runtime.getRuntime().halt(128 + number);
            } else {
                first.accept(number);
            }
        });
    }
}
