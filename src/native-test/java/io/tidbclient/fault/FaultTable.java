package io.tidbclient.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads {@code faults.md}, the table of the matrix, which says how it is written. */
final class FaultTable {
    private static final String RESOURCE = "faults.md";
    private static final int BEFORE_CELLS = 3;
    private static final String NOT_APPLICABLE = "–";

    private final List<String> lines;
    private final Map<String, String> reasons = new HashMap<>();

    private FaultTable(List<String> lines) {
        this.lines = lines;
        for (String line : lines) {
            if (line.startsWith("- **" + NOT_APPLICABLE)) {
                String[] parts = line.substring("- **".length()).split("\\*\\* ", 2);
                reasons.put(parts[0], parts[1]);
            }
        }
    }

    /** All rows, in their order. */
    static List<FaultRow> read() {
        try (InputStream in = FaultTable.class.getResourceAsStream(RESOURCE)) {
            return of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows of one section. */
    static List<FaultRow> section(String section) {
        return read().stream().filter(row -> row.section().equals(section)).toList();
    }

    static List<FaultRow> of(String text) {
        return new FaultTable(text.lines().toList()).rows();
    }

    private List<FaultRow> rows() {
        List<FaultRow> rows = new ArrayList<>();
        String section = "";
        for (String line : lines) {
            if (line.startsWith("## ")) {
                section = line.substring("## ".length());
            } else if (line.startsWith("| fault ")) {
                checkHeadings(split(line));
            } else if (line.startsWith("| ") && !line.startsWith("| ---")) {
                rows.add(row(section, split(line)));
            }
        }
        return rows;
    }

    private static void checkHeadings(List<String> columns) {
        List<String> expected = Stream.concat(Stream.of("fault", "scene", "message"), MatrixCommand.headings().stream())
                .toList();
        if (!columns.equals(expected)) {
            throw new IllegalArgumentException("the columns are not " + expected);
        }
    }

    private FaultRow row(String section, List<String> columns) {
        if (columns.size() != BEFORE_CELLS + MatrixCommand.values().length) {
            throw new IllegalArgumentException(
                    "a row of " + columns.size() + " columns: " + String.join(" | ", columns));
        }
        boolean sample = columns.getFirst().startsWith("**");
        Map<MatrixCommand, FaultCell> cells = new EnumMap<>(MatrixCommand.class);
        for (MatrixCommand command : MatrixCommand.values()) {
            cells.put(command, cell(columns.get(BEFORE_CELLS + cells.size()), columns.get(2)));
        }
        return new FaultRow(section, columns.getFirst().replace("**", ""), sample, code(columns.get(1)), cells);
    }

    private FaultCell cell(String text, String message) {
        if (text.startsWith(NOT_APPLICABLE)) {
            return new FaultCell.NotApplicable(reasons.getOrDefault(text, ""));
        }
        String[] parts = text.split(" ", 2);
        return new FaultCell.Expected(Integer.parseInt(parts[0]), parts.length == 1 ? message : parts[1]);
    }

    /** The text that Markdown shows: without the marks of code and escapes of bars. */
    private static String code(String text) {
        return text.replace("`", "").replace("\\|", "|");
    }

    private static List<String> split(String line) {
        return Arrays.stream(line.substring(1, line.lastIndexOf('|')).split(" \\| "))
                .map(String::strip)
                .collect(Collectors.toList());
    }
}
