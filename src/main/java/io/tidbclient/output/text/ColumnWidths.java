package io.tidbclient.output.text;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Shares out a line among columns: first some are cut, then some are dropped. */
final class ColumnWidths {
    private final List<? extends Column<?>> columns;
    private final int available;
    private final int gap;

    ColumnWidths(List<? extends Column<?>> columns, int available, int gap) {
        this.columns = columns;
        this.available = available;
        this.gap = gap;
    }

    /**
     * Decides.
     *
     * @param natural how wide each column would like to be; 0 for one with nothing in it
     * @return how wide each is; 0 for those left out
     */
    int[] share(int[] natural) {
        int[] wanted = natural.clone();
        while (true) {
            int[] widths = cut(wanted);
            if (total(widths) <= available) {
                return widths;
            }
            if (Arrays.stream(wanted).filter(w -> w > 0).count() == 1) {
                // The last one is cut, whatever it says of itself: a line never gets longer than the terminal.
                return Arrays.stream(wanted).map(w -> Math.min(w, available)).toArray();
            }
            wanted[dropped(wanted)] = 0;
        }
    }

    private int[] cut(int[] wanted) {
        int[] widths = wanted.clone();
        for (int i = 0; i < widths.length; i++) {
            // No column is wider than the line; without this, a very long text would be cut one by one.
            widths[i] = Math.min(widths[i], Math.max(available, minimum(i, wanted)));
        }
        for (int over = total(widths) - available; over > 0; over--) {
            int widest = -1;
            for (int i = 0; i < widths.length; i++) {
                if (widths[i] > minimum(i, wanted) && (widest < 0 || widths[i] > widths[widest])) {
                    widest = i;
                }
            }
            if (widest < 0) {
                break;
            }
            widths[widest]--;
        }
        return widths;
    }

    private int minimum(int column, int[] wanted) {
        return Math.min(wanted[column], columns.get(column).least());
    }

    private int dropped(int[] wanted) {
        return IntStream.range(0, wanted.length)
                .filter(i -> wanted[i] > 0)
                .reduce((a, b) -> columns.get(b).rank() >= columns.get(a).rank() ? b : a)
                .orElseThrow();
    }

    private int total(int[] widths) {
        int kept = (int) Arrays.stream(widths).filter(w -> w > 0).count();
        return Arrays.stream(widths).sum() + gap * Math.max(0, kept - 1);
    }
}
