package io.tidbclient.claims;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The table of claims, a line a row; blank lines and those that begin with {@code #} are for readers. */
final class ClaimTable {
    private static final Path FILE = Path.of("src/test/resources/io/tidbclient/claims/claims.txt");

    private ClaimTable() {}

    static List<ClaimRow> rows() {
        try {
            return Files.readAllLines(FILE).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(ClaimRow::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows that run in one place. */
    static List<ClaimRow> rows(String where) {
        return rows().stream().filter(row -> row.where().equals(where)).toList();
    }
}
