package io.tidbclient.importjob.estimate;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A number that grows, smoothly or in jumps, and how fast. TiDB up to 8.5 adds rows up only when a subtask is done, and
 * the 9.0 line writes sizes with four digits: so a speed is taken from one change to another, never from a poll to the
 * next. Keeps a bounded number of changes, the recent ones in full and the older ones thinned out.
 */
final class Counter {
    private static final int MOST_POINTS = 240;

    private final List<Point> points = new ArrayList<>();
    private OptionalDouble last = OptionalDouble.empty();
    private int changes;
    private double longestGap;

    private record Point(double at, double value) {}

    /** Takes in what was read {@code at} this second; true when it had moved. */
    boolean observe(double at, double value) {
        if (last.isEmpty() || value < last.getAsDouble()) {
            // A count that fell: the server began again, and what was measured before says nothing of it.
            points.clear();
            changes = 0;
            longestGap = 0;
            boolean fell = last.isPresent();
            last = OptionalDouble.of(value);
            return fell;
        }
        if (value == last.getAsDouble()) {
            return false;
        }
        last = OptionalDouble.of(value);
        if (!points.isEmpty()) {
            longestGap = Math.max(longestGap, at - points.getLast().at());
        }
        points.add(new Point(at, value));
        changes++;
        if (points.size() > MOST_POINTS) {
            thinOut();
        }
        return true;
    }

    private void thinOut() {
        List<Point> kept = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            if (i % 2 == 0 || i > MOST_POINTS / 2) {
                kept.add(points.get(i));
            }
        }
        points.clear();
        points.addAll(kept);
    }

    /** The last value; empty before the first. */
    OptionalDouble value() {
        return last;
    }

    /** How many changes there were. */
    int changes() {
        return changes;
    }

    /** How long a change usually takes to come; 0 before the second. */
    double gap() {
        return points.size() < 2
                ? 0
                : (points.getLast().at() - points.getFirst().at()) / Math.max(1, changes - 1.0);
    }

    /** The longest that a change took to come, in seconds; 0 before the second. */
    double longestGap() {
        return longestGap;
    }

    /**
     * How fast it grows, by the second.
     *
     * @param now the second
     * @param window how far back to look; farther if there were less than two changes in it
     * @return empty before the second change
     */
    OptionalDouble rate(double now, double window) {
        if (points.size() < 2) {
            return OptionalDouble.empty();
        }
        Point newest = points.getLast();
        int from = points.size() - 2;
        while (from > 0 && points.get(from).at() > now - window) {
            from--;
        }
        Point oldest = points.get(from);
        return OptionalDouble.of((newest.value() - oldest.value()) / (measuredUntil(now) - oldest.at()));
    }

    /** Up to which second speeds are taken: to the last change, and once another one is overdue, the time without it counts. */
    double measuredUntil(double now) {
        if (points.size() < 2) {
            return now;
        }
        double last = points.getLast().at();
        double usual = Math.max(gap(), last - points.get(points.size() - 2).at());
        return Math.max(last, now - usual);
    }

    /** What it was at a time, as far as is kept; between two changes it grew evenly. Empty for before the first change. */
    OptionalDouble valueAt(double time) {
        if (points.isEmpty() || time < points.getFirst().at()) {
            return OptionalDouble.empty();
        }
        int after = points.size();
        while (points.get(after - 1).at() > time) {
            after--;
        }
        Point before = points.get(after - 1);
        if (after == points.size()) {
            return OptionalDouble.of(before.value());
        }
        Point next = points.get(after);
        double share = (time - before.at()) / (next.at() - before.at());
        return OptionalDouble.of(before.value() + share * (next.value() - before.value()));
    }

    /** How much it has probably grown since its last change: what the speed says, and no more than one change brings. */
    double sinceChange(double now, double rate) {
        return points.isEmpty()
                ? 0
                : rate * Math.min(gap(), Math.max(0, now - points.getLast().at()));
    }

    /** For how long there have been changes to measure by, in seconds. */
    double measured(double now) {
        return points.isEmpty() ? 0 : now - points.getFirst().at();
    }
}
