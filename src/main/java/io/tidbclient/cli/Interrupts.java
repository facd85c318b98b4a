package io.tidbclient.cli;

import org.jline.utils.Signals;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Ctrl-C and kill. The first one is handed to the command, which closes what it opened, prints what it has and returns;
 * the second one ends the process at once. A shutdown hook would not do: it runs beside the command that is to be
 * stopped, and the process ends with whichever is done first. JLine wraps the JDK's unofficial way to hear of a signal;
 * what that needs in a native image stands in reachability-metadata.json.
 */
@ApplicationScoped
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
        Signals.register(name, () -> {
            IntConsumer first = listener.getAndSet(null);
            if (first == null) {
                Runtime.getRuntime().halt(128 + number);
            } else {
                first.accept(number);
            }
        });
    }
}
