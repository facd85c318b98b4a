package io.tidbclient.output.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A job over the time of a record: as many moments as a screen can show, evenly spread, however long the record is. */
final class Moments {
    /** Twice as many make the next ones rarer. */
    private static final int ENOUGH = 1_000;

    private final List<Moment> kept = new ArrayList<>();
    private Moment last;
    private long seen;
    private int every = 1;

    /**
     * A job at a time.
     *
     * @param second of the record
     */
    record Moment(double second, JobLine line) {}

    /** @param first where it begins */
    Moments(Moment first) {
        kept.add(first);
        last = first;
    }

    /** Adds a later moment. */
    void add(Moment moment) {
        last = moment;
        seen++;
        if (seen % every == 0) {
            kept.add(moment);
        }
        if (kept.size() >= 2 * ENOUGH) {
            every *= 2;
            for (int i = 0; i < kept.size() / 2; i++) {
                kept.set(i, kept.get(2 * i));
            }
            kept.subList((kept.size() + 1) / 2, kept.size()).clear();
        }
    }

    /** The latest. */
    Moment last() {
        return last;
    }

    /** The first, the latest, and what is kept between them. */
    List<Moment> all() {
        return seen % every == 0
                ? List.copyOf(kept)
                : Stream.concat(kept.stream(), Stream.of(last)).toList();
    }
}
