package io.tidbclient.output.isolation;

import io.tidbclient.history.check.Anomaly;
import io.tidbclient.history.check.Dependency;
import io.tidbclient.output.text.Html;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The cycle of an anomaly as SVG: its transactions on a circle, with an arrow for each dependency. */
final class CyclePicture {
    private static final double NODE = 30;
    private static final double MARGIN = 60;
    private static final double LEAST_RADIUS = 90;

    /** The length of the circle that a node takes. */
    private static final double SPACE = 130;

    private final Anomaly anomaly;
    private final double radius;
    private final Map<Long, Point> places = new HashMap<>();

    private record Point(double x, double y) {
        Point towards(Point other, double distance) {
            double length = Math.hypot(other.x - x, other.y - y);
            return length == 0
                    ? this
                    : new Point(x + (other.x - x) / length * distance, y + (other.y - y) / length * distance);
        }
    }

    private CyclePicture(Anomaly anomaly) {
        this.anomaly = anomaly;
        int count = anomaly.cycle().size();
        this.radius = Math.max(LEAST_RADIUS, count * SPACE / (2 * Math.PI));
        for (int i = 0; i < count; i++) {
            // From the left, so that the two of a short cycle stand beside each other.
            double angle = Math.PI + 2 * Math.PI * i / count;
            places.put(
                    anomaly.cycle().get(i).from(),
                    new Point(MARGIN + radius + radius * Math.cos(angle), MARGIN + radius + radius * Math.sin(angle)));
        }
    }

    /** The picture of a cyclic anomaly. */
    static String svg(Anomaly anomaly) {
        return new CyclePicture(anomaly).picture();
    }

    private String picture() {
        int size = (int) Math.ceil(2 * (MARGIN + radius));
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg class=\"cycle\" role=\"img\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\"><title>%s</title>\n",
                size,
                size,
                size,
                size,
                Html.escape(description(anomaly.cycle()))));
        svg.append("<defs><marker id=\"arrow\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"8\""
                + " markerHeight=\"8\" orient=\"auto\"><path d=\"M0 0L10 5L0 10z\"/></marker></defs>\n");
        anomaly.cycle().forEach(edge -> svg.append(edge(edge)));
        places.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(place -> svg.append(node(place.getKey(), place.getValue())));
        return svg.append("</svg>\n").toString();
    }

    /** For readers who do not see it: "T1 rw T2, T2 wr T1". */
    private static String description(List<Dependency> cycle) {
        StringBuilder text = new StringBuilder();
        cycle.forEach(edge -> text.append(text.isEmpty() ? "" : ", ")
                .append(String.format(
                        Locale.ROOT, "T%d %s T%d", edge.from(), edge.kind().label(), edge.to())));
        return text.toString();
    }

    private String edge(Dependency edge) {
        Point from = places.get(edge.from());
        Point to = places.get(edge.to());
        Point centre = new Point(MARGIN + radius, MARGIN + radius);
        Point middle = new Point((from.x + to.x) / 2, (from.y + to.y) / 2);
        // Bent outwards; between two nodes, the middle is the centre, and the arrows bend to both sides.
        Point bend = Math.hypot(middle.x - centre.x, middle.y - centre.y) < 1
                ? new Point(middle.x - (to.y - from.y) * 0.4, middle.y - (to.x - from.x) * 0.4)
                : centre.towards(middle, radius * 1.1);
        Point start = from.towards(bend, NODE);
        Point end = to.towards(bend, NODE + 2);
        Point label = new Point((start.x + 2 * bend.x + end.x) / 4, (start.y + 2 * bend.y + end.y) / 4);
        return String.format(
                Locale.ROOT,
                "<path class=\"%s\" d=\"M%s %s Q%s %s %s %s\" marker-end=\"url(#arrow)\"><title>%s</title></path>"
                        + "<text class=\"edge\" x=\"%s\" y=\"%s\">%s</text>\n",
                edge.kind().label(),
                number(start.x),
                number(start.y),
                number(bend.x),
                number(bend.y),
                number(end.x),
                number(end.y),
                Html.escape(edge.sentence()),
                number(label.x),
                number(label.y),
                edge.kind().label());
    }

    private static String node(long id, Point place) {
        return String.format(
                Locale.ROOT,
                "<circle cx=\"%s\" cy=\"%s\" r=\"%s\"/><text class=\"node\" x=\"%s\" y=\"%s\">T%d</text>\n",
                number(place.x),
                number(place.y),
                number(NODE),
                number(place.x),
                number(place.y),
                id);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
