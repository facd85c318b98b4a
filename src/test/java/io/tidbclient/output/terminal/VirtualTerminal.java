package io.tidbclient.output.terminal;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of a terminal as is needed to see what was drawn: cursor, wrapping, scrolling, erasing. */
final class VirtualTerminal {
    private static final Pattern CONTROL = Pattern.compile("\\G\u001b\\[(\\??)([\\d;]*)([A-Za-z])");

    private final int columns;
    private final int rows;
    private final char[][] cells;
    private int row;
    private int column;
    private boolean wraps = true;
    private boolean wrapPending;
    private boolean cursorVisible = true;

    VirtualTerminal(int columns, int rows) {
        this.columns = columns;
        this.rows = rows;
        cells = new char[rows][columns];
        Arrays.stream(cells).forEach(line -> Arrays.fill(line, ' '));
    }

    void print(String text) {
        for (int i = 0; i < text.length(); ) {
            Matcher control = CONTROL.matcher(text);
            if (control.find(i)) {
                obey(control.group(1) + control.group(3), control.group(2));
                i = control.end();
            } else {
                put(text.charAt(i++));
            }
        }
    }

    List<String> lines() {
        return Arrays.stream(cells)
                .map(line -> new String(line).stripTrailing())
                .toList()
                .subList(0, lastUsed() + 1);
    }

    boolean cursorVisible() {
        return cursorVisible;
    }

    boolean wraps() {
        return wraps;
    }

    private int lastUsed() {
        int last = rows - 1;
        while (last > 0 && new String(cells[last]).isBlank()) {
            last--;
        }
        return last;
    }

    private void put(char c) {
        switch (c) {
            case '\r' -> {
                column = 0;
                wrapPending = false;
            }
            case '\n' -> lineFeed();
            default -> {
                if (c < ' ') {
                    throw new AssertionError("control character " + (int) c);
                }
                if (wrapPending) {
                    column = 0;
                    lineFeed();
                }
                cells[row][column] = c;
                wrapPending = wraps && column == columns - 1;
                column = Math.min(column + 1, columns - 1);
            }
        }
    }

    private void lineFeed() {
        wrapPending = false;
        if (row < rows - 1) {
            row++;
            return;
        }
        System.arraycopy(cells, 1, cells, 0, rows - 1);
        cells[rows - 1] = new char[columns];
        Arrays.fill(cells[rows - 1], ' ');
    }

    private void obey(String command, String parameter) {
        wrapPending = false;
        switch (command) {
            case "A" -> row = Math.max(0, row - Integer.parseInt(parameter));
            case "K" -> Arrays.fill(cells[row], column, columns, ' ');
            case "J" -> {
                Arrays.fill(cells[row], column, columns, ' ');
                for (int below = row + 1; below < rows; below++) {
                    Arrays.fill(cells[below], ' ');
                }
            }
            case "m" -> {}
            case "?h", "?l" -> mode(parameter, command.endsWith("h"));
            default -> throw new AssertionError("unknown control sequence " + parameter + command);
        }
    }

    private void mode(String parameter, boolean on) {
        switch (parameter) {
            case "7" -> wraps = on;
            case "25" -> cursorVisible = on;
            default -> throw new AssertionError("unknown mode " + parameter);
        }
    }
}
