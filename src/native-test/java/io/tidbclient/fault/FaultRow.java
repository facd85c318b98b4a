package io.tidbclient.fault;

import java.util.Map;

/**
 * A fault, and what is expected of each command.
 *
 * @param section the part of the table
 * @param fault its name, unique in the table
 * @param sample whether it is also run on the JVM build
 * @param scene how it is set up, see {@link FaultScene}
 * @param cells one for each command
 */
record FaultRow(String section, String fault, boolean sample, String scene, Map<MatrixCommand, FaultCell> cells) {
    FaultRow {
        cells = Map.copyOf(cells);
        if (cells.size() != MatrixCommand.values().length) {
            throw new IllegalArgumentException(fault + " has no cell for each command");
        }
    }

    @Override
    public String toString() {
        return fault;
    }
}
