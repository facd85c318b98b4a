package io.tidbclient.output;

import io.tidbclient.output.text.Style;
import io.tidbclient.output.text.Text;
import io.tidbclient.output.text.Units;

import java.util.ArrayList;
import java.util.List;

/** As many lines as there is room for, around the one that has to be seen. */
public final class RowWindow {
    private RowWindow() {}

    /**
     * Those that fit; the first and the last line count what is left out above and below.
     *
     * @param lines all of them
     * @param fixed how many at the top are never left out
     * @param focus the index of the line that has to be seen
     * @param room how many lines there may be, at least 1
     */
    public static List<Text> of(List<Text> lines, int fixed, int focus, int room) {
        if (lines.size() <= room) {
            return lines;
        }
        int below = room - 1;
        if (focus < below || room - fixed < 3) {
            return cut(lines, room);
        }
        List<Text> shown = new ArrayList<>(lines.subList(0, fixed));
        int rows = room - fixed - 1;
        boolean last = focus + 1 >= lines.size();
        int end = last ? lines.size() : focus + 1;
        int begin = end - (last ? rows : rows - 1);
        shown.add(left(begin - fixed, "above"));
        shown.addAll(lines.subList(begin, end));
        if (!last) {
            shown.add(left(lines.size() - end, "below"));
        }
        return shown;
    }

    private static List<Text> cut(List<Text> lines, int room) {
        if (room < 2) {
            return lines.subList(0, room);
        }
        List<Text> shown = new ArrayList<>(lines.subList(0, room - 1));
        shown.add(Text.of("… and " + Units.count(lines.size() - room + 1, "more line", "more lines"), Style.FAINT));
        return shown;
    }

    private static Text left(int count, String where) {
        return Text.of("… " + Units.count(count, "line", "lines") + " " + where, Style.FAINT);
    }
}
