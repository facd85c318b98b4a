package io.tidbclient.output.job;

import java.util.List;

/** A row of little bars. */
final class Sparkline {
    private static final String BARS = "▁▂▃▄▅▆▇█";

    private Sparkline() {}

    /**
     * The last {@code columns} values, or the means of as many groups of them.
     *
     * @param values 0 or more each
     */
    static String of(List<Double> values, int columns) {
        if (values.size() < 2) {
            return "";
        }
        int bars = Math.min(columns, values.size());
        double[] means = new double[bars];
        double most = 0;
        for (int i = 0; i < bars; i++) {
            List<Double> group = values.subList(values.size() * i / bars, values.size() * (i + 1) / bars);
            means[i] = group.stream().mapToDouble(Double::doubleValue).average().orElse(0);
            most = Math.max(most, means[i]);
        }
        StringBuilder line = new StringBuilder();
        for (double mean : means) {
            int height = most > 0 ? (int) Math.round(mean / most * (BARS.length() - 1)) : 0;
            line.append(BARS.charAt(Math.clamp(height, 0, BARS.length() - 1)));
        }
        return line.toString();
    }
}
