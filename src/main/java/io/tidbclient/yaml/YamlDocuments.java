package io.tidbclient.yaml;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Loads a text as trees of values. No object is ever constructed, so no tag can name a class. With all aliases written
 * out, a document has at most 1,000,000 values, nested at most 30 levels deep; the caller limits the size of the text.
 */
public final class YamlDocuments {
    private static final String SYNTAX = "this is not valid YAML";
    private static final String COLON_IN_VALUE = "mapping values are not allowed here";
    /** What the parser says without quoting the text. */
    private static final Set<String> HARMLESS = Set.of(
            COLON_IN_VALUE,
            "could not find expected ':'",
            "found unexpected end of stream",
            "sequence entries are not allowed here",
            "found duplicate key");

    private final BoundedEvents events;
    private final Composer composer;
    private final String text;

    private YamlDocuments(String text) {
        LoaderOptions limits = new LoaderOptions();
        // The parser's own limits give no place; BoundedEvents has them.
        limits.setNestingDepthLimit(Integer.MAX_VALUE);
        limits.setMaxAliasesForCollections(Integer.MAX_VALUE);
        limits.setCodePointLimit(Integer.MAX_VALUE);
        this.text = text;
        this.events = new BoundedEvents(new ParserImpl(new StreamReader(text), limits));
        this.composer = new Composer(events, new Resolver(), limits);
    }

    /**
     * The roots of all documents in a text, in order.
     *
     * @throws YamlException when it is no YAML
     */
    public static List<YamlNode> all(String text) {
        return new YamlDocuments(text).read(Integer.MAX_VALUE);
    }

    /**
     * The root of the only document in a text; empty when it has nothing but comments.
     *
     * @throws YamlException when it is no YAML, or has a second document
     */
    public static Optional<YamlNode> single(String text) {
        return new YamlDocuments(text).read(1).stream().findFirst();
    }

    private List<YamlNode> read(int most) {
        List<YamlNode> roots = new ArrayList<>();
        try {
            while (composer.checkNode()) {
                if (roots.size() == most) {
                    throw YamlException.harmless(
                            YamlMark.of(events.peekEvent().getStartMark()),
                            "a second YAML document begins here; keep one in this file");
                }
                roots.add(new NodeTree().of(nextRoot()));
            }
            return roots;
        } catch (MarkedYAMLException e) {
            throw invalid(e);
        } catch (YAMLException e) {
            // The reader's complaint about a character, which it makes when it comes near it.
            throw YamlException.harmless(
                    unprintable(), "this character cannot stand in YAML; write it with an escape in double quotes", e);
        }
    }

    private Node nextRoot() {
        try {
            return composer.getNode();
        } catch (IllegalArgumentException e) {
            // SnakeYAML's complaint about a tag whose escapes stand for blanks at its beginning or end.
            throw YamlException.harmless(events.lastEnd(), "this tag is not valid; remove it", e);
        }
    }

    private YamlException invalid(MarkedYAMLException e) {
        Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
        YamlMark place = mark == null ? events.lastEnd() : YamlMark.of(mark);
        String precise = SYNTAX + " (" + e.getProblem() + "); "
                + (COLON_IN_VALUE.equals(e.getProblem())
                        ? "a value with ': ' in it needs quotes around all of it; else check the indentation"
                        : "check indentation, colons and quotes there");
        boolean harmless = e.getProblem() != null && HARMLESS.contains(e.getProblem());
        return harmless
                ? YamlException.harmless(place, precise, e)
                : YamlException.quoting(
                        place, precise, SYNTAX + "; check indentation, colons, quotes and tags there", e);
    }

    private YamlMark unprintable() {
        int line = 1;
        int column = 1;
        for (int at = 0; at < text.length() && StreamReader.isPrintable(text.codePointAt(at)); ) {
            int character = text.codePointAt(at);
            line += character == '\n' ? 1 : 0;
            column = character == '\n' ? 1 : column + 1;
            at += Character.charCount(character);
        }
        return new YamlMark(line, column);
    }
}
