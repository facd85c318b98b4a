package io.tidbclient.config;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

import java.util.Optional;
import java.util.Set;

/**
 * YAML text as a tree of nodes. It stops there: no object is ever constructed from a file, so that no tag in it can name
 * a class.
 *
 * @param name how messages call the file
 */
record YamlDocument(String name) {
    private static final int DEEPEST = 20;
    /** What the parser says without quoting the text, which may hold what the user thinks is a safe place for a secret. */
    private static final Set<String> HARMLESS = Set.of(
            "mapping values are not allowed here",
            "could not find expected ':'",
            "found unexpected end of stream",
            "sequence entries are not allowed here",
            "found duplicate key",
            "expected a single document in the stream");

    /** The root node; empty for a file that holds nothing but comments. */
    // The parser's exceptions quote the line, which may hold a secret, so they are not kept as causes.
    @SuppressWarnings("UnusedException")
    Optional<Node> compose(String text) {
        LoaderOptions limits = new LoaderOptions();
        limits.setNestingDepthLimit(DEEPEST);
        limits.setMaxAliasesForCollections(DEEPEST);
        limits.setAllowRecursiveKeys(false);
        try {
            ParserImpl parser = new ParserImpl(new StreamReader(text), limits);
            return Optional.ofNullable(new Composer(parser, new Resolver(), limits).getSingleNode());
        } catch (MarkedYAMLException e) {
            throw new ConfigException(name + place(e) + ": this is not valid YAML" + problem(e) + ".");
        } catch (YAMLException | IllegalArgumentException e) {
            // The reader's complaint about a character, the limits above, and an escape for a number that is no
            // character, which the parser does not check.
            throw new ConfigException(name
                    + ": this is not valid YAML; check for control characters, escapes such as \\U and deep nesting.");
        }
    }

    private static String place(MarkedYAMLException e) {
        Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
        return mark == null ? "" : ":" + (mark.getLine() + 1);
    }

    private static String problem(MarkedYAMLException e) {
        String problem = e.getProblem();
        boolean harmless = problem != null && HARMLESS.contains(problem);
        return harmless ? " (" + problem + "); check it" : "; check indentation, colons, quotes and tags there";
    }
}
