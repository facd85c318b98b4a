package io.tidbclient.serve.metrics;

import io.prometheus.metrics.model.snapshots.Labels;

import java.util.HashMap;
import java.util.Map;

/** The lines of Prometheus' text format: one for each sample, and two before those of a family. */
final class SampleLines {
    /** From here on {@link Double#toString} writes an exponent. */
    private static final double FIRST_WITH_EXPONENT = 1e7;

    private final StringBuilder text;

    /** What stands between the braces, for each set of labels that was written: most sets belong to several families. */
    private final Map<Labels, String> pairs = new HashMap<>();

    /** @param expected about how many characters will be written */
    SampleLines(int expected) {
        this.text = new StringBuilder(expected);
    }

    /** What was written. */
    String text() {
        return text.toString();
    }

    /** @param help may be null or empty, and has no line then */
    void head(String name, String help, String type) {
        if (help != null && !help.isEmpty()) {
            text.append("# HELP ").append(name).append(' ');
            text.append(help.replace("\\", "\\\\").replace("\n", "\\n")).append('\n');
        }
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    void add(String name, Labels labels, double value) {
        series(name, labels);
        number(value);
        text.append('\n');
    }

    /** A sample whose value is written without a decimal point. */
    void add(String name, Labels labels, long value) {
        series(name, labels);
        text.append(value).append('\n');
    }

    /** How the lines of a histogram's buckets begin, up to their bound. */
    String bucketPrefix(String name, Labels labels) {
        return name + "_bucket{" + pairs(labels) + (labels.isEmpty() ? "" : ",") + "le=\"";
    }

    /** @param bucketPrefix from {@link #bucketPrefix(String, Labels)} */
    void addBucket(String bucketPrefix, double upperBound, long count) {
        text.append(bucketPrefix);
        number(upperBound);
        text.append("\"} ").append(count).append('\n');
    }

    private void series(String name, Labels labels) {
        text.append(name);
        if (!labels.isEmpty()) {
            text.append('{').append(pairs(labels)).append('}');
        }
        text.append(' ');
    }

    private String pairs(Labels labels) {
        return pairs.computeIfAbsent(labels, SampleLines::escaped);
    }

    private static String escaped(Labels labels) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < labels.size(); i++) {
            escaped.append(i == 0 ? "" : ",")
                    .append(labels.getPrometheusName(i))
                    .append("=\"");
            escaped.append(labels.getValue(i)
                    .replace("\\", "\\\\")
                    .replace("\"", "\\\"")
                    .replace("\n", "\\n"));
            escaped.append('"');
        }
        return escaped.toString();
    }

    private void number(double value) {
        if (value == Double.POSITIVE_INFINITY) {
            text.append("+Inf");
        } else if (value == Double.NEGATIVE_INFINITY) {
            text.append("-Inf");
        } else if (value > 0 && value < FIRST_WITH_EXPONENT && value == (long) value) {
            // Equal to the next case, without its search for the shortest digits: most values are counts.
            text.append((long) value).append(".0");
        } else {
            text.append(value);
        }
    }
}
