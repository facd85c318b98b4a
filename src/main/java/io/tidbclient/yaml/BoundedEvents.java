package io.tidbclient.yaml;

import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.parser.Parser;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Passes YAML's events on while the tree they make is finite, flat and small with all aliases written out: an alias within
 * what it stands for has no end, and a few lines of aliases of aliases make more nodes than there is memory for.
 */
final class BoundedEvents implements Parser {
    private static final int DEEPEST = 30;
    private static final int MOST_NODES = 1_000_000;

    private static final Pattern ANCHOR = Pattern.compile("[\\p{L}\\p{N}_.-]{1,58}");

    private final Parser events;
    private final Deque<Branch> open = new ArrayDeque<>();
    private final Map<String, Branch> anchors = new HashMap<>();
    private YamlMark done = new YamlMark(1, 1);

    /** A map or list: how many nodes it has with itself, how many levels below it, and whether it has ended. */
    private static final class Branch {
        private long nodes = 1;
        private int levels;
        private boolean ended;

        private void add(Branch child) {
            nodes += child.nodes;
            levels = Math.max(levels, child.levels + 1);
        }
    }

    BoundedEvents(Parser events) {
        this.events = events;
    }

    /** Where the last event ended. */
    YamlMark lastEnd() {
        return done;
    }

    @Override
    public boolean checkEvent(Event.ID choice) {
        return read(() -> events.checkEvent(choice));
    }

    @Override
    public Event peekEvent() {
        return read(events::peekEvent);
    }

    @Override
    public Event getEvent() {
        Event event = read(events::getEvent);
        done = YamlMark.of(event.getEndMark());
        switch (event.getEventId()) {
            case DocumentStart -> {
                anchors.clear();
                open.push(new Branch());
            }
            case DocumentEnd -> open.pop();
            case SequenceStart, MappingStart -> {
                open.push(anchored((NodeEvent) event));
                requireFlat(open.size() - 2, event.getStartMark());
            }
            case SequenceEnd, MappingEnd -> {
                Branch branch = open.pop();
                branch.ended = true;
                grow(branch, event.getStartMark());
            }
            case Scalar -> {
                Branch scalar = anchored((NodeEvent) event);
                scalar.ended = true;
                grow(scalar, event.getStartMark());
            }
            case Alias -> stand((AliasEvent) event);
            case StreamStart, StreamEnd, Comment -> {}
        }
        return event;
    }

    /** The parser takes some escapes for numbers without looking: "\\UFFFFFFFF" is no character. */
    private <T> T read(Supplier<T> next) {
        try {
            return next.get();
        } catch (IllegalArgumentException e) {
            throw YamlException.harmless(
                    done, "what follows cannot be read as YAML; check its escapes, \\x, \\u and \\U", e);
        }
    }

    private Branch anchored(NodeEvent event) {
        Branch branch = new Branch();
        if (event.getAnchor() != null) {
            anchors.put(event.getAnchor(), branch);
        }
        return branch;
    }

    /** An alias that nothing is known of is left to the composer, which says so. */
    private void stand(AliasEvent alias) {
        Branch meant = anchors.get(alias.getAnchor());
        if (meant == null) {
            return;
        }
        if (!meant.ended) {
            throw YamlException.harmless(
                    YamlMark.of(alias.getStartMark()),
                    "the alias " + shown(alias.getAnchor()) + "refers to itself; write out what is meant");
        }
        requireFlat(open.size() - 1 + meant.levels, alias.getStartMark());
        grow(meant, alias.getStartMark());
    }

    private void requireFlat(int level, Mark mark) {
        if (level > DEEPEST) {
            throw YamlException.harmless(
                    YamlMark.of(mark),
                    "maps and lists are nested more than " + DEEPEST + " levels deep; check brackets and aliases");
        }
    }

    private void grow(Branch child, Mark mark) {
        Branch parent = open.element();
        parent.add(child);
        if (parent.nodes > MOST_NODES) {
            throw YamlException.harmless(
                    YamlMark.of(mark),
                    "the document has more than " + MOST_NODES
                            + " values here, with all aliases written out; make it smaller");
        }
    }

    /** The name of an anchor in quotes, when it is as simple as a name should be; else nothing. */
    private static String shown(String anchor) {
        return ANCHOR.matcher(anchor).matches() ? "'*" + anchor + "' " : "";
    }
}
