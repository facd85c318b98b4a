package io.tidbclient.output.digest;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * How latencies are distributed: their number in intervals that are all the same factor wide, since latencies spread over
 * orders of magnitude.
 */
public final class LatencyBars {
    private static final int DIGITS = 3;
    /** Seven heights; the lowest is of an empty interval. */
    private static final String BARS = "▁▂▃▄▅▆▇";

    private LatencyBars() {}

    /**
     * One line of bars from the least latency to the greatest.
     *
     * @param intervals how many bars
     * @return empty when all latencies are alike
     */
    public static Optional<String> of(Latencies latencies, int intervals) {
        if (latencies.count() == 0) {
            return Optional.empty();
        }
        double least = micros(latencies.all().getFirst());
        double span = Math.log(micros(latencies.all().getLast()) / least);
        if (span <= 0) {
            return Optional.empty();
        }
        Histogram histogram = new Histogram(DIGITS);
        latencies.all().forEach(latency -> histogram.recordValue(micros(latency)));
        long[] counts = new long[intervals];
        for (HistogramIterationValue value : histogram.recordedValues()) {
            int interval = (int) (Math.log(Math.max(1, value.getValueIteratedTo() / least)) / span * intervals);
            counts[Math.min(interval, intervals - 1)] += value.getCountAddedInThisIterationStep();
        }
        return Optional.of(bars(counts));
    }

    private static long micros(Duration latency) {
        return Math.max(1, TimeUnit.NANOSECONDS.toMicros(latency.toNanos()));
    }

    private static String bars(long[] counts) {
        long most = 1;
        for (long count : counts) {
            most = Math.max(most, count);
        }
        StringBuilder bars = new StringBuilder();
        for (long count : counts) {
            int height = (int) Math.ceilDiv(count * (BARS.length() - 1), most);
            bars.append(BARS.charAt(height));
        }
        return bars.toString();
    }
}
