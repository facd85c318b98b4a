package io.tidbclient.output;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.check.ConnectionView;
import io.tidbclient.output.digest.FailureGroup;
import io.tidbclient.output.text.Style;
import io.tidbclient.output.text.Text;
import io.tidbclient.output.text.Units;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A line for each group of like failures, and of like failures that are being retried, of a live view. */
final class FailureLines {
    private static final int MOST_RANGES = 3;
    private static final int LEAST_SENTENCE = 20;

    private final Map<String, Integer> places = new HashMap<>();
    private final CheckSnapshot run;
    private final int width;

    /** @param width how many columns a line may take */
    FailureLines(CheckSnapshot run, int width) {
        this.run = run;
        this.width = width;
        for (ConnectionView view : run.connections()) {
            places.put(view.name(), places.size());
        }
    }

    /**
     * The groups, the largest first, those that failed before those that are retried.
     *
     * @param most how many lines there may be; the last of several counts the groups that have no line
     */
    List<Text> lines(int most) {
        List<Text> lines = new ArrayList<>();
        FailureGroup.of(run.connections()).forEach(group -> lines.add(line("FAILED", group, Style.BAD)));
        FailureGroup.retrying(run.connections()).forEach(group -> lines.add(line("RETRYING", group, Style.WARN)));
        if (lines.size() <= most || most < 2) {
            return lines.stream().limit(most).toList();
        }
        List<Text> some = new ArrayList<>(lines.subList(0, most - 1));
        some.add(Text.of(
                "… and " + Units.count(lines.size() - some.size(), "other kind", "other kinds") + " of failure",
                Style.WARN));
        return some;
    }

    private Text line(String label, FailureGroup group, Style style) {
        Text lead = LiveView.label(label, style)
                .plus(Units.count(group.connections().size()) + "  ", style);
        String sentence = FailureSummary.sentence(group.failure()).replaceFirst("\\.$", "");
        String names = ranges(group.connections());
        int room = Math.max(LEAST_SENTENCE, width - lead.width() - 2 - names.length());
        return lead.plus(Text.of(sentence).fit(room)).plus("  " + names, Style.STRONG);
    }

    /** {@code c3, c489–c500}. */
    private String ranges(List<String> names) {
        List<String> ranges = new ArrayList<>();
        int begin = 0;
        for (int i = 1; i <= names.size(); i++) {
            if (i < names.size() && place(names.get(i)) == place(names.get(i - 1)) + 1) {
                continue;
            }
            ranges.add(begin == i - 1 ? names.get(begin) : names.get(begin) + "–" + names.get(i - 1));
            if (ranges.size() == MOST_RANGES && i < names.size()) {
                return String.join(", ", ranges) + " and " + Units.count(names.size() - i) + " more";
            }
            begin = i;
        }
        return String.join(", ", ranges);
    }

    private int place(String name) {
        return places.getOrDefault(name, -1);
    }
}
