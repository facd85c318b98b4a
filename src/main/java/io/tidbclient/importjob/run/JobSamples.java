package io.tidbclient.importjob.run;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Samples of one job: as many as a screen can show, evenly spread, for any length of its series. Immutable.
 *
 * @param kept every {@code every}-th sample, the first among them
 * @param last the latest
 * @param seen how many came after the first
 * @param every how rare the kept ones are
 */
public record JobSamples(List<JobSample> kept, JobSample last, long seen, int every) {
    public JobSamples {
        kept = List.copyOf(kept);
    }

    /** A series that begins with {@code first}. */
    public static JobSamples of(JobSample first) {
        return new JobSamples(List.of(first), first, 0, 1);
    }

    /**
     * The same with a later one.
     *
     * @param most when there are as many, every other one is dropped, and later ones are kept more rarely; at least 2
     */
    public JobSamples with(JobSample sample, int most) {
        JobSample shared = sample.sharing(last);
        if ((seen + 1) % every != 0) {
            return new JobSamples(kept, shared, seen + 1, every);
        }
        List<JobSample> more = new ArrayList<>(kept);
        more.add(shared);
        return new JobSamples(more, shared, seen + 1, every).thinned(most);
    }

    /**
     * The same with a later series.
     *
     * @param seconds from the first sample of this one to the first of {@code later}
     * @param most as of {@link #with}
     */
    public JobSamples followedBy(JobSamples later, double seconds, int most) {
        JobSamples joined = this;
        for (JobSample sample : later.all()) {
            joined = joined.with(sample.delayed(seconds), most);
        }
        return joined;
    }

    /** The same with fewer than {@code most} kept samples. */
    public JobSamples thinned(int most) {
        if (kept.size() < most) {
            return this;
        }
        List<JobSample> fewer = new ArrayList<>((kept.size() + 1) / 2);
        for (int i = 0; i < kept.size(); i += 2) {
            fewer.add(kept.get(i));
        }
        return new JobSamples(fewer, last, seen, every * 2).thinned(most);
    }

    /** The first, the latest, and what is kept between them. */
    public List<JobSample> all() {
        return seen % every == 0
                ? kept
                : Stream.concat(kept.stream(), Stream.of(last)).toList();
    }
}
