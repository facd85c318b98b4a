package io.tidbclient.cli;

import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import static org.assertj.core.api.Assertions.assertThat;

class DroppedFailuresTest {
    private final Logger logger = Logger.getLogger("io.tidbclient.engine");
    private final List<LogRecord> records = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            records.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        handler.setLevel(Level.ALL);
        logger.setLevel(Level.ALL);
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(handler);
        logger.setLevel(null);
        logger.setUseParentHandlers(true);
    }

    @Test
    void failure_of_a_connection_that_was_cancelled_is_no_error() {
        DroppedFailures.log(
                new FailureException(Failure.of(FailureKind.UNKNOWN_DATABASE, "There is no such database.", ""), null));

        assertThat(levels()).containsExactly("DEBUG");
    }

    @Test
    void cancellation_is_no_error() {
        DroppedFailures.log(new CancellationException("the connection is no longer wanted"));

        assertThat(levels()).containsExactly("DEBUG");
    }

    private List<String> levels() {
        return records.stream().map(record -> record.getLevel().getName()).toList();
    }

    @Test
    void internal_error_stays_an_error() {
        DroppedFailures.log(new FailureException(Failure.of(FailureKind.DEFECT, "A bug.", ""), null));

        assertThat(records)
                .singleElement()
                .satisfies(record -> assertThat(record.getLevel().getName()).isEqualTo("ERROR"));
    }

    @Test
    void anything_else_is_an_error_with_its_trace() {
        IllegalStateException thrown = new IllegalStateException("a bug");

        DroppedFailures.log(thrown);

        assertThat(records).singleElement().satisfies(record -> {
            assertThat(record.getLevel().getName()).isEqualTo("ERROR");
            assertThat(record.getThrown()).isSameAs(thrown);
        });
    }
}
