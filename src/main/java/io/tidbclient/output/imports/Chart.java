package io.tidbclient.output.imports;

import io.tidbclient.output.text.Html;
import io.tidbclient.output.text.Units;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/**
 * A chart over time as SVG, without a script.
 *
 * @param title what it shows
 * @param unit how a value is written at the axis
 * @param seconds how long the time axis is, more than 0
 * @param lines drawn over each other, later ones on top
 * @param bands what went on when, behind the lines
 */
record Chart(String title, DoubleFunction<String> unit, double seconds, List<Line> lines, List<Band> bands) {
    private static final int WIDTH = 960;
    private static final int HEIGHT = 240;
    private static final int LEFT = 80;
    private static final int RIGHT = 16;
    private static final int TOP = 26;
    private static final int BOTTOM = 28;
    private static final int TICKS = 4;

    /** A point; a value that is not known is not a number, and leaves a gap. */
    record Point(double second, double value) {}

    /**
     * A line.
     *
     * @param name for the legend
     * @param style one of the page's: line1, line2, bound
     */
    record Line(String name, String style, List<Point> points) {
        boolean known() {
            return points.stream().anyMatch(point -> !Double.isNaN(point.value()));
        }
    }

    /** A time in which something went on. */
    record Band(String name, int style, double from, double to) {}

    /** The chart; nothing when none of its lines has a value. */
    String svg() {
        if (lines.stream().noneMatch(Line::known)) {
            return "";
        }
        double most = Math.max(
                1e-9,
                lines.stream()
                        .flatMap(line -> line.points().stream())
                        .mapToDouble(Point::value)
                        .filter(value -> !Double.isNaN(value))
                        .max()
                        .orElse(1));
        double top = niceTop(most);
        StringBuilder svg = new StringBuilder();
        svg.append("<figure><figcaption>")
                .append(Html.escape(title))
                .append(legend())
                .append("</figcaption>\n");
        svg.append(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n",
                WIDTH,
                HEIGHT,
                Html.escape(title)));
        bands.forEach(band -> svg.append(band(band)));
        for (int i = 0; i <= TICKS; i++) {
            double value = top * i / TICKS;
            double y = y(value, top);
            svg.append(String.format(
                    Locale.ROOT,
                    "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>"
                            + "<text class=\"y\" x=\"%d\" y=\"%.1f\">%s</text>%n",
                    LEFT,
                    WIDTH - RIGHT,
                    y,
                    y,
                    LEFT - 6,
                    y + 4,
                    Html.escape(unit.apply(value))));
            double second = seconds * i / TICKS;
            svg.append(String.format(
                    Locale.ROOT,
                    "<text class=\"x\" x=\"%.1f\" y=\"%d\">%s</text>%n",
                    x(second),
                    HEIGHT - 8,
                    Units.clock(Duration.ofMillis((long) (second * 1000)))));
        }
        lines.forEach(line -> svg.append(path(line, top)));
        return svg.append("</svg></figure>\n").toString();
    }

    private String legend() {
        if (lines.size() < 2) {
            return "";
        }
        StringBuilder legend = new StringBuilder();
        lines.stream()
                .filter(Line::known)
                .forEach(line -> legend.append(" <span class=\"")
                        .append(line.style())
                        .append("\">")
                        .append(Html.escape(line.name()))
                        .append("</span>"));
        return legend.toString();
    }

    private String band(Band band) {
        double from = x(band.from());
        double width = Math.max(0.5, x(band.to()) - from);
        String label = width > 7.0 * band.name().length()
                ? String.format(
                        Locale.ROOT,
                        "<text class=\"band\" x=\"%.1f\" y=\"%d\">%s</text>",
                        from + 4,
                        TOP - 8,
                        Html.escape(band.name()))
                : "";
        return String.format(
                Locale.ROOT,
                "<rect class=\"band%d\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"><title>%s</title></rect>%s%n",
                band.style() % 2,
                from,
                TOP - 4,
                width,
                HEIGHT - TOP - BOTTOM + 4,
                Html.escape(band.name()),
                label);
    }

    private String path(Line line, double top) {
        StringBuilder path = new StringBuilder();
        boolean pen = false;
        for (Point point : line.points()) {
            if (Double.isNaN(point.value())) {
                pen = false;
            } else {
                path.append(String.format(
                        Locale.ROOT, "%s%.1f %.1f", pen ? "L" : "M", x(point.second()), y(point.value(), top)));
                pen = true;
            }
        }
        return "<path class=\"" + line.style() + "\" d=\"" + path + "\"/>\n";
    }

    private double x(double second) {
        return LEFT + Math.clamp(second / seconds, 0.0, 1.0) * (WIDTH - LEFT - RIGHT);
    }

    private static double y(double value, double top) {
        return TOP + (1 - Math.clamp(value / top, 0.0, 1.0)) * (HEIGHT - TOP - BOTTOM);
    }

    /** The next of 1, 2, 4, 5, 8 or 10 times a power of ten. */
    private static double niceTop(double most) {
        double power = Math.pow(10, Math.floor(Math.log10(most)));
        for (double factor : new double[] {1, 2, 4, 5, 8}) {
            if (most <= factor * power) {
                return factor * power;
            }
        }
        return 10 * power;
    }
}
