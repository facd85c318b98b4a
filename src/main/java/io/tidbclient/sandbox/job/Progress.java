package io.tidbclient.sandbox.job;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How far a running job is.
 *
 * @param phase the one it is in
 * @param rows imported so far
 * @param step how far the phase is, as the 9.0 line reports it
 */
record Progress(JobPhase phase, long rows, StepView step) {
    /** A job that never ends gets as far as this, and no farther. */
    private static final double NEARLY = 0.99;
    /** The time over which the speed is taken. */
    private static final Duration RECENT = Duration.ofSeconds(2);

    /** A running job's, this long after its start. */
    static Progress of(ScriptedJob job, Duration elapsed) {
        Scale scale = Scale.of(job);
        double time = scale.time(elapsed);
        double before = scale.time(elapsed.compareTo(RECENT) > 0 ? elapsed.minus(RECENT) : Duration.ZERO);
        int index = scale.phaseAt(time);
        double done = scale.done(index, time);
        double doneBefore = scale.done(index, before);
        double seconds = (time - before) * seconds(job.timing().duration());
        double speed = seconds > 0 ? (done - doneBefore) * job.data().bytes() / seconds : 0;
        long processed = (long) (done * job.data().bytes());
        long total = job.data().bytes();
        Optional<Duration> remaining =
                speed > 0 ? Optional.of(Duration.ofSeconds((long) ((total - processed) / speed))) : Optional.empty();
        JobPhase phase = job.work().phases().get(index);
        return new Progress(
                phase,
                (long) (scale.imported(time) * job.data().rows()),
                new StepView(phase.step(), processed, total, (long) speed, remaining));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    /** A job's time as 0 to 1, and where its phases lie in it. */
    private record Scale(ScriptedJob job, List<JobPhase> phases, int shares) {
        static Scale of(ScriptedJob job) {
            List<JobPhase> phases = job.work().phases();
            return new Scale(
                    job, phases, phases.stream().mapToInt(JobPhase::share).sum());
        }

        double time(Duration elapsed) {
            double limit = job.work().outcome().endless() ? NEARLY : 1;
            return Math.min(limit, seconds(elapsed) / seconds(job.timing().duration()));
        }

        int phaseAt(double time) {
            double shared = time * shares;
            int index = 0;
            double end = phases.getFirst().share();
            while (shared >= end && index < phases.size() - 1) {
                index++;
                end += phases.get(index).share();
            }
            return index;
        }

        /** Of a phase, 0 to 1. */
        double done(int index, double time) {
            double begin =
                    phases.subList(0, index).stream().mapToInt(JobPhase::share).sum();
            double within = (time * shares - begin) / phases.get(index).share();
            return job.work().shape().done(Math.clamp(within, 0.0, 1.0));
        }

        /** Of the rows, 0 to 1: they come in during the phase of importing, or all the time if there is none. */
        double imported(double time) {
            for (int i = 0; i < phases.size(); i++) {
                if (phases.get(i).name().equals(JobPhase.IMPORTING)) {
                    return done(i, time);
                }
            }
            return job.work().shape().done(time);
        }
    }
}
