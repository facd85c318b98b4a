package io.tidbclient.claims;

import java.util.Arrays;
import java.util.List;

/**
 * A claim and how it is falsified.
 *
 * @param where what runs it: {@code jvm} the jar and the native binary, {@code native} the binary, {@code mariadb} the binary
 *     with a MariaDB
 * @param schema the schema of the document, with the definition where it is not the root: {@code api/Status}
 * @param pointer where the claim is in the document
 * @param falsification the name of a {@code Falsification}
 * @param command the tool's arguments; the connection to the server and {@code -o json} are added
 * @param claimed what the field is in the sound world: its text, {@code absent}, {@code empty} for a list without
 *     elements, {@code present} for anything else, or a {@code /pattern/}
 * @param instead what it is in the falsified world
 * @param exitCode of the command in the falsified world; -1 for the API of a server, which continues
 */
record ClaimRow(
        String where,
        String schema,
        String pointer,
        String falsification,
        String command,
        String claimed,
        String instead,
        int exitCode) {
    private static final int COLUMNS = 7;
    private static final List<String> PLACES = List.of("jvm", "native", "mariadb");

    ClaimRow {
        if (!PLACES.contains(where)) {
            throw new IllegalArgumentException(where + " is none of " + PLACES);
        }
        if (!pointer.startsWith("/")) {
            throw new IllegalArgumentException(pointer + " is no JSON pointer");
        }
        if (claimed.equals(instead)) {
            throw new IllegalArgumentException(schema + " " + pointer + " is " + claimed + " in both worlds");
        }
    }

    /**
     * Reads a line: {@code where | schema pointer | falsification | command | claimed | instead | exit code}.
     *
     * @throws IllegalArgumentException when it is not of this form
     */
    static ClaimRow parse(String line) {
        List<String> cells =
                Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
        int blank = cells.size() > 1 ? cells.get(1).indexOf(' ') : -1;
        if (cells.size() != COLUMNS || blank < 0) {
            throw new IllegalArgumentException("not a row of claims: " + line);
        }
        return new ClaimRow(
                cells.get(0),
                cells.get(1).substring(0, blank),
                cells.get(1).substring(blank).strip(),
                cells.get(2),
                cells.get(3),
                cells.get(4),
                cells.get(5),
                cells.get(6).equals("api") ? -1 : Integer.parseInt(cells.get(6)));
    }

    /** Names a test. */
    @Override
    public String toString() {
        return schema + " " + pointer + " when " + falsification;
    }
}
