package io.tidbclient.serve.history;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What the history logs, until it is closed. */
final class CapturedLog implements AutoCloseable {
    private final Logger logger = Logger.getLogger("io.tidbclient.serve.history");
    private final List<String> messages = new ArrayList<>();
    private final Runnable onMessage;
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            onMessage.run();
            messages.add(String.format(entry.getMessage(), entry.getParameters()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    CapturedLog() {
        this(() -> {});
    }

    /** @param onMessage run while a message is logged, by the thread that logs it */
    CapturedLog(Runnable onMessage) {
        this.onMessage = onMessage;
        handler.setLevel(Level.ALL);
        logger.setLevel(Level.ALL);
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
    }

    List<String> messages() {
        return messages;
    }

    @Override
    public void close() {
        logger.removeHandler(handler);
        logger.setLevel(null);
        logger.setUseParentHandlers(true);
    }
}
