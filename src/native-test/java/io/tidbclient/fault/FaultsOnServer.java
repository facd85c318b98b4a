package io.tidbclient.fault;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;

import java.time.Duration;
import java.util.List;

/** A part of the matrix whose commands share a real server: in the end it has nothing that a command has not named. */
abstract class FaultsOnServer extends FaultRows {
    private static final Duration ENDED_WITHIN = Duration.ofSeconds(20);

    private RealServer server;
    private RowRuns runs;

    FaultsOnServer(List<FaultRow> rows) {
        super(rows);
    }

    /** Begins with the rows, on the server that the subclass was given, this number of commands at the same time. */
    void begin(RealServer onServer, Pace pace, int parallel) {
        server = onServer;
        runs = new RowRuns(FaultServers.of(onServer, pace), parallel).begin(rows());
    }

    @Override
    RowRuns runs() {
        return runs;
    }

    @AfterAll
    void nothing_is_left_that_no_command_has_named() throws Exception {
        try (RowRuns ended = runs) {
            var named = ended.named();
            Awaitility.await("what no command has named")
                    .atMost(ENDED_WITHIN)
                    .until(() -> server.leftBehind(named), List::isEmpty);
        }
    }
}
