package io.tidbclient.fault;

import org.junit.jupiter.api.Assumptions;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the cells of many rows, several at the same time since most of them wait for a timeout: all are begun before the
 * first is judged.
 */
final class RowRuns implements AutoCloseable {
    /** How many native commands run at the same time: most of them wait. */
    static final int NATIVE = 16;

    private final FaultServers servers;
    private final ExecutorService threads;
    private final Map<FaultRow, List<Future<CellRun.CellResult>>> runs = new LinkedHashMap<>();

    /** @param parallel how many commands run at the same time */
    RowRuns(FaultServers servers, int parallel) {
        this.servers = servers;
        this.threads = Executors.newFixedThreadPool(parallel);
    }

    /** Begins with these rows, in their order. */
    RowRuns begin(List<FaultRow> rows) {
        rows.stream().filter(row -> missing(row).isEmpty()).forEach(row -> runs.put(row, begin(row)));
        return this;
    }

    private static Optional<String> missing(FaultRow row) {
        return new SceneClauses(row.scene()).missing();
    }

    private List<Future<CellRun.CellResult>> begin(FaultRow row) {
        List<Future<CellRun.CellResult>> cells = new ArrayList<>();
        for (MatrixCommand command : MatrixCommand.values()) {
            if (row.cells().get(command) instanceof FaultCell.Expected expected) {
                CellRun run = new CellRun(row, command, expected, servers);
                cells.add(threads.submit(run::run));
            }
        }
        return cells;
    }

    /** Waits for the commands of a row, which must have ended as expected; skipped where this machine cannot have its fault. */
    void assertAsExpected(FaultRow row) throws InterruptedException, ExecutionException {
        Optional<String> missing = missing(row);
        Assumptions.assumeTrue(missing.isEmpty(), () -> missing.orElseThrow());
        List<String> complaints = new ArrayList<>();
        for (Future<CellRun.CellResult> cell : runs.get(row)) {
            cell.get().complaint().ifPresent(complaints::add);
        }
        assertThat(complaints).isEmpty();
    }

    /** The databases that the commands have named, all of which have ended. */
    Set<String> named() throws InterruptedException, ExecutionException {
        Set<String> named = new HashSet<>();
        for (List<Future<CellRun.CellResult>> row : runs.values()) {
            for (Future<CellRun.CellResult> cell : row) {
                named.addAll(cell.get().named());
            }
        }
        return named;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
