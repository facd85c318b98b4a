package io.tidbclient.serve.status;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How a target's checks went over the last day, in slots of five minutes: bounded, however often it is checked.
 *
 * @param slots those in which a check ended, the earliest first
 */
public record Trend(List<Slot> slots) {
    /** The length of a slot. */
    public static final Duration SLOT = Duration.ofMinutes(5);

    /** The number of slots of a day. */
    public static final int SLOTS = (int) Duration.ofDays(1).dividedBy(SLOT);

    /** No check has ended. */
    public static final Trend EMPTY = new Trend(List.of());

    public Trend {
        slots = List.copyOf(slots);
    }

    /**
     * The checks that ended in five minutes.
     *
     * @param number of the slot since 1970
     * @param checks how many ended, at least 1
     * @param failed how many of them failed
     * @param answered how many of them had an answer to their first statement
     * @param sum of the first round trips of those
     * @param longest of the first round trips; zero without any
     */
    public record Slot(long number, int checks, int failed, int answered, Duration sum, Duration longest) {
        /** When it begins. */
        public Instant from() {
            return Instant.EPOCH.plus(SLOT.multipliedBy(number));
        }

        /** The mean of the first round trips; empty when no check had an answer. */
        public Optional<Duration> mean() {
            return answered == 0 ? Optional.empty() : Optional.of(sum.dividedBy(answered));
        }

        private Slot and(Slot other) {
            return new Slot(
                    number,
                    checks + other.checks,
                    failed + other.failed,
                    answered + other.answered,
                    sum.plus(other.sum),
                    longest.compareTo(other.longest) > 0 ? longest : other.longest);
        }

        private Slot with(CheckRecord check) {
            Duration trip = check.firstRoundTrip().orElse(Duration.ZERO);
            return new Slot(
                    number,
                    checks + 1,
                    failed + (check.up() ? 0 : 1),
                    answered + (check.firstRoundTrip().isPresent() ? 1 : 0),
                    sum.plus(trip),
                    trip.compareTo(longest) > 0 ? trip : longest);
        }
    }

    /** This one after a check, without what is a day older than it. */
    public Trend with(CheckRecord check) {
        long number = Duration.between(Instant.EPOCH, check.endedAt()).dividedBy(SLOT);
        List<Slot> after = new ArrayList<>(slots);
        after.removeIf(slot -> slot.number() <= number - SLOTS);
        // A clock that was set back must not break the order.
        boolean same = !after.isEmpty() && after.getLast().number() >= number;
        Slot slot = same ? after.removeLast() : new Slot(number, 0, 0, 0, Duration.ZERO, Duration.ZERO);
        after.add(slot.with(check));
        return new Trend(after);
    }

    /** This one with slots of before it; checks of the same slot are counted together. */
    Trend after(List<Slot> earlier) {
        SortedMap<Long, Slot> all = new TreeMap<>();
        Stream.concat(earlier.stream(), slots.stream()).forEach(slot -> all.merge(slot.number(), slot, Slot::and));
        return new Trend(List.copyOf(all.values()));
    }

    /** This one at a later time: what is a day older than that is not part of it. */
    public Trend at(Instant now) {
        long number = Duration.between(Instant.EPOCH, now).dividedBy(SLOT);
        return new Trend(
                slots.stream().filter(slot -> slot.number() > number - SLOTS).toList());
    }

    /** The share of checks that succeeded, 0 to 1; empty before the first has ended. */
    public Optional<Double> availability() {
        long checks = slots.stream().mapToLong(Slot::checks).sum();
        long failed = slots.stream().mapToLong(Slot::failed).sum();
        return checks == 0 ? Optional.empty() : Optional.of((double) (checks - failed) / checks);
    }
}
