package io.tidbclient.output.imports;

import io.tidbclient.importjob.run.JobLine;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Samples of one job over a record: as many as a screen can show, evenly spread, for any length of the record. */
final class JobSamples {
    /** Twice as many make the next ones rarer. */
    private static final int ENOUGH = 1_000;

    private final List<Sample> kept = new ArrayList<>();
    private Sample last;
    private long seen;
    private int every = 1;

    /**
     * A job at a time.
     *
     * @param second of the record
     */
    record Sample(double second, JobLine line) {}

    /** @param first where it begins */
    JobSamples(Sample first) {
        kept.add(first);
        last = first;
    }

    /** Adds a later moment. */
    void add(Sample sample) {
        last = sample;
        seen++;
        if (seen % every == 0) {
            kept.add(sample);
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
    Sample last() {
        return last;
    }

    /** The first, the latest, and what is kept between them. */
    List<Sample> all() {
        return seen % every == 0
                ? List.copyOf(kept)
                : Stream.concat(kept.stream(), Stream.of(last)).toList();
    }
}
