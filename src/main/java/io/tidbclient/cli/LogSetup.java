package io.tidbclient.cli;

import io.tidbclient.config.ConfigException;
import io.tidbclient.config.LogFormat;
import io.tidbclient.config.LogLevel;
import io.tidbclient.config.LoggingOptions;
import io.tidbclient.config.Quoted;
import io.tidbclient.config.ResolvedSettings;
import io.tidbclient.redact.Redactor;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.ErrorManager;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import jakarta.enterprise.context.ApplicationScoped;

/** Sends the log where the settings say: level, format, stderr or a file. */
@ApplicationScoped
public class LogSetup {
    private static final String OWN = "io.tidbclient";
    private static final String PATTERN = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5p [%c] %X{connection} %X{state} %s%e%n";

    private final ConsoleLog console;
    private final ProcessEnvironment environment;

    LogSetup(ConsoleLog console, Interrupts interrupts, ProcessEnvironment environment) {
        this.console = console;
        this.environment = environment;
        interrupts.beforeHalt(console::drain);
    }

    /** From now on nothing is logged anywhere. */
    public void silence() {
        Logger root = Logger.getLogger("");
        for (Handler old : root.getHandlers()) {
            root.removeHandler(old);
        }
        root.setLevel(Level.OFF);
    }

    void apply(ResolvedSettings settings) {
        FlushingHandler handler = new FlushingHandler(
                stream(settings.find(LoggingOptions.LOG_FILE), settings),
                settings.get(LoggingOptions.LOG_FORMAT) == LogFormat.JSON
                        ? new JsonLogFormatter()
                        : new RedactingFormatter(PATTERN));
        handler.setErrorManager(new IncompleteLog(settings.find(LoggingOptions.LOG_FILE)
                .map(file -> settings.subject(LoggingOptions.LOG_FILE) + ": " + Quoted.of(file.toString())
                        + " is not complete")));
        Logger root = Logger.getLogger("");
        for (Handler old : root.getHandlers()) {
            root.removeHandler(old);
        }
        root.addHandler(handler);
        Level own = level(settings.get(LoggingOptions.LOG_LEVEL));
        root.setLevel(own.equals(Level.SEVERE) ? Level.SEVERE : Level.WARNING);
        Logger.getLogger(OWN).setLevel(own);
    }

    private static Level level(LogLevel level) {
        return switch (level) {
            case ERROR -> Level.SEVERE;
            case WARN -> Level.WARNING;
            case INFO -> Level.INFO;
            case DEBUG -> Level.FINE;
            case TRACE -> Level.FINER;
        };
    }

    private OutputStream stream(Optional<Path> file, ResolvedSettings settings) {
        if (file.isEmpty()) {
            return console.stream();
        }
        try {
            // Not a channel's stream: that one closes itself when an interrupted thread logs.
            return new FileOutputStream(file.get().toFile(), true);
        } catch (IOException e) {
            throw new ConfigException(
                    settings.subject(LoggingOptions.LOG_FILE) + ": "
                            + Quoted.of(file.get().toString()) + " cannot be written to; name another file.",
                    e);
        }
    }

    /**
     * Reports once that a log could not be written, in place of the stack traces that the logging of the JDK prints. It changes
     * no exit code: a log is no result. Of standard error itself nothing can be reported.
     */
    private final class IncompleteLog extends ErrorManager {
        private final Optional<String> what;
        private final AtomicBoolean reported = new AtomicBoolean();

        IncompleteLog(Optional<String> what) {
            this.what = what;
        }

        @Override
        public void error(String message, Exception why, int code) {
            if (what.isPresent() && reported.compareAndSet(false, true)) {
                String reason = why == null ? message : why.getMessage();
                environment
                        .err()
                        .println("tidb-client: " + what.get() + " (" + reason + "); make room, or name another file.");
            }
        }
    }

    /** The driver's exceptions quote statements and locations. */
    private static final class RedactingFormatter extends PatternFormatter {
        RedactingFormatter(String pattern) {
            super(pattern);
        }

        @Override
        public String format(ExtLogRecord record) {
            return Redactor.text(super.format(record));
        }
    }

    /** Passes each record on at once: a log file that is still in a buffer when the process dies is of no use. */
    private static final class FlushingHandler extends StreamHandler {
        FlushingHandler(OutputStream stream, Formatter formatter) {
            super(stream, formatter);
            setLevel(Level.ALL);
            try {
                setEncoding(StandardCharsets.UTF_8.name());
            } catch (IOException e) {
                throw new IllegalStateException("UTF-8 is always there", e);
            }
        }

        @Override
        public synchronized void publish(LogRecord record) {
            super.publish(record);
            flush();
        }
    }
}
