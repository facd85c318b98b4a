package io.tidbclient.importjob.estimate;

import io.tidbclient.importjob.ImportHistory;
import io.tidbclient.importjob.JobBuilder;
import io.tidbclient.importjob.StepProgress;
import io.tidbclient.importjob.WatchedJob;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;

/**
 * An import that is over in a known time, as a server of the 9.0 line or of 8.5 would report it, polled every two
 * seconds.
 */
final class SimulatedRun {
    static final int ROUND = 2;

    private final List<Part> parts = new ArrayList<>();
    private boolean tellsSteps = true;
    private Optional<ImportHistory> history = Optional.empty();
    private int subtasks;
    private double noise;
    private int joinedAt;
    private OptionalLong rowsExpected = OptionalLong.empty();
    private final long rows = 200_000_000L;
    private final long bytes = 50_000_000_000L;

    /** How much of a part's work is done at a part of its time, both from 0 to 1. */
    interface Shape {
        double done(double time);
    }

    static final Shape STEADY = time -> time;
    static final Shape SLOWING = time -> 1 - (1 - time) * (1 - time);
    /** Ever slower until half of the time, then steadily half as fast as at first. */
    static final Shape TO_HALF = time -> (time < 0.5 ? time - time * time / 2 : 0.375 + (time - 0.5) / 2) / 0.625;
    /** 60 % at half of the time, then nothing, then the rest at once. */
    static final Shape STALLING = time -> time < 1 ? Math.min(0.6, 1.2 * time) : 1;
    /** Twice as fast in its second half. */
    static final Shape QUICKENING = time -> time < 0.5 ? time * 2 / 3 : 1.0 / 3 + (time - 0.5) * 4 / 3;

    private record Part(String phase, String step, int seconds, Shape shape) {}

    /** One look. */
    record Sample(int second, int truth, JobEstimate estimate) {
        double left() {
            return estimate.eta().orElseThrow().left().toMillis() / 1e3;
        }

        double error() {
            return Math.abs(left() - truth) / truth;
        }

        boolean known() {
            return estimate.eta().isPresent();
        }

        boolean within() {
            Eta eta = estimate.eta().orElseThrow();
            return eta.least().toMillis() <= truth * 1000L + 2000
                    && truth * 1000L - 2000 <= eta.most().toMillis();
        }
    }

    SimulatedRun part(String phase, String step, int seconds, Shape shape) {
        parts.add(new Part(phase, step, seconds, shape));
        return this;
    }

    /** 13 columns: no steps; rows only as subtasks end. */
    SimulatedRun asIn85(int subtasksOfTheImport) {
        tellsSteps = false;
        subtasks = subtasksOfTheImport;
        return this;
    }

    SimulatedRun after(ImportHistory earlier) {
        history = Optional.of(earlier);
        return this;
    }

    SimulatedRun expecting(long reported) {
        rowsExpected = OptionalLong.of(reported);
        return this;
    }

    SimulatedRun noisy(double share) {
        noise = share;
        return this;
    }

    SimulatedRun joinedAt(int second) {
        joinedAt = second;
        return this;
    }

    /** Earlier imports of the same table, as many rows and seconds for a byte as this one, give or take. */
    ImportHistory like(double spread) {
        double perByte = (double) rows / bytes;
        double seconds = (double) length() / bytes;
        return new ImportHistory(
                3,
                perByte,
                perByte * (1 - spread),
                perByte * (1 + spread),
                seconds,
                seconds * (1 - spread),
                seconds * (1 + spread));
    }

    long rows() {
        return rows;
    }

    int length() {
        return parts.stream().mapToInt(Part::seconds).sum();
    }

    List<Sample> samples() {
        JobEstimator estimator = new JobEstimator(Duration.ofMinutes(5), rowsExpected);
        Random random = new Random(42);
        List<Sample> samples = new ArrayList<>();
        double before = 0;
        for (int second = joinedAt; second < length(); second += ROUND) {
            // Work is noticed late at times, never unnoticed again.
            double seen = Math.max(before, second - noise * random.nextDouble() * length());
            before = seen;
            samples.add(new Sample(
                    second, length() - second, estimator.observe(at(second, seen), second * 1_000_000_000L)));
        }
        return samples;
    }

    private WatchedJob at(int second, double seen) {
        int begin = 0;
        int index = 0;
        while (index < parts.size() - 1 && second >= begin + parts.get(index).seconds()) {
            begin += parts.get(index).seconds();
            index++;
        }
        Part part = parts.get(index);
        double done = part.shape().done(Math.clamp((seen - begin) / part.seconds(), 0.0, 1.0));
        boolean imports = part.phase().equals("importing");
        double counted = subtasks > 0 ? Math.floor(done * subtasks) / subtasks : done;
        JobBuilder job = JobBuilder.job(1)
                .phase(part.phase())
                .status("running")
                .size(size(bytes))
                .rows(imports ? (long) (counted * rows) : 0);
        if (tellsSteps) {
            job.step(new StepProgress(
                    part.step(), size((long) (done * bytes)), size(bytes), OptionalInt.of((int) (100 * done)), "", ""));
        }
        return new WatchedJob(
                job.build(),
                Optional.of(Duration.ofSeconds(second)),
                OptionalDouble.empty(),
                false,
                history,
                Optional.empty());
    }

    /** Four digits, as the server writes them. */
    private static String size(long bytes) {
        return new BigDecimal(bytes / 1e9)
                        .round(new MathContext(4))
                        .toPlainString()
                        .toLowerCase(Locale.ROOT) + "GB";
    }
}
