package io.tidbclient.cli;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Where log records go that go to standard error. While a live view is drawn there, its renderer prints them, since a line
 * printed into a view would spoil both.
 */
@ApplicationScoped
public class ConsoleLog {
    private final ProcessEnvironment environment;
    private final AtomicReference<Optional<Consumer<String>>> view = new AtomicReference<>(Optional.empty());

    ConsoleLog(ProcessEnvironment environment) {
        this.environment = environment;
    }

    /** From now on every line goes to {@code above}, if there is one; else to standard error. */
    public void through(Optional<Consumer<String>> above) {
        view.set(above);
    }

    /** What a log handler, or a hook, writes to: each flush ends a record. Closing it leaves standard error open. */
    public OutputStream stream() {
        return new Records();
    }

    private void print(String record) {
        view.get()
                .ifPresentOrElse(
                        above -> record.lines().forEach(above),
                        () -> environment.err().print(record));
    }

    private final class Records extends OutputStream {
        private final ByteArrayOutputStream record = new ByteArrayOutputStream();

        @Override
        public synchronized void write(int b) {
            record.write(b);
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            record.write(bytes, offset, length);
        }

        @Override
        public synchronized void flush() {
            if (record.size() > 0) {
                print(record.toString(StandardCharsets.UTF_8));
                record.reset();
            }
        }
    }
}
