package io.tidbclient.serve.page;

import io.tidbclient.output.text.Units;
import io.tidbclient.serve.status.Trend;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The trend of a day as a small chart: the mean first round trip of each slot, and the slots in which a check failed. */
final class Sparkline {
    private static final int HEIGHT = 40;
    private static final int TOP = 2;

    /** Zero, where the whole day passes. */
    private static final String BASE = "<path class=\"base\" d=\"M0 %sh%d\"/>".formatted(HEIGHT - 0.5, Trend.SLOTS);

    private final Trend trend;

    Sparkline(Trend trend) {
        this.trend = trend;
    }

    /** As HTML; empty before the first check has ended. */
    String html() {
        if (trend.slots().isEmpty()) {
            return "";
        }
        return "<figure><svg viewBox=\"0 0 " + Trend.SLOTS + " " + HEIGHT
                + "\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"" + words() + "\">" + BASE + failures()
                + lines()
                + "</svg><figcaption>" + words() + "</figcaption></figure>";
    }

    /** What the chart shows, for those who do not see it. */
    String words() {
        String availability = trend.availability()
                .map(share -> String.format(Locale.ROOT, "%s %% of checks succeeded", percent(share)))
                .orElse("");
        return "Last 24 h: " + availability
                + longest()
                        .map(time -> ", first round trip at most " + Units.duration(time))
                        .orElse("");
    }

    /** Rounded down: 100 % means that none failed. */
    private static String percent(double share) {
        double percent = Math.floor(share * 10_000) / 100;
        return percent == Math.floor(percent)
                ? String.format(Locale.ROOT, "%.0f", percent)
                : String.format(Locale.ROOT, "%.2f", percent);
    }

    private Optional<Duration> longest() {
        return trend.slots().stream()
                .filter(slot -> slot.answered() > 0)
                .map(Trend.Slot::longest)
                .max(Duration::compareTo);
    }

    private String failures() {
        StringBuilder bars = new StringBuilder();
        trend.slots().stream()
                .filter(slot -> slot.failed() > 0)
                .forEach(slot -> bars.append(String.format(
                        Locale.ROOT,
                        "<rect class=\"failed\" x=\"%d\" y=\"0\" width=\"1\" height=\"%d\"/>",
                        x(slot),
                        HEIGHT)));
        return bars.toString();
    }

    /** One line for each stretch of slots with an answer; a gap stays a gap. */
    private String lines() {
        double most = trend.slots().stream()
                .flatMap(slot -> slot.mean().stream())
                .mapToLong(Duration::toNanos)
                .max()
                .orElse(0);
        StringBuilder lines = new StringBuilder();
        for (List<Trend.Slot> stretch : stretches()) {
            lines.append("<path class=\"trend\" d=\"");
            for (int i = 0; i < stretch.size(); i++) {
                Trend.Slot slot = stretch.get(i);
                double y = y(slot.mean().orElseThrow(), most);
                lines.append(String.format(Locale.ROOT, "%s%d %.1f", i == 0 ? "M" : "L", x(slot), y));
            }
            // A line of one point would not show.
            lines.append("h1\"/>");
        }
        return lines.toString();
    }

    private List<List<Trend.Slot>> stretches() {
        List<List<Trend.Slot>> stretches = new ArrayList<>();
        long next = Long.MIN_VALUE;
        for (Trend.Slot slot : trend.slots()) {
            if (slot.mean().isEmpty()) {
                continue;
            }
            if (slot.number() != next) {
                stretches.add(new ArrayList<>());
            }
            stretches.getLast().add(slot);
            next = slot.number() + 1;
        }
        return stretches;
    }

    private long x(Trend.Slot slot) {
        return Trend.SLOTS - 1 - (trend.slots().getLast().number() - slot.number());
    }

    private static double y(Duration mean, double most) {
        return most == 0 ? HEIGHT - 1 : HEIGHT - 1 - (HEIGHT - 1 - TOP) * (mean.toNanos() / most);
    }
}
