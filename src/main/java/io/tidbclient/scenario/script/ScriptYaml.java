package io.tidbclient.scenario.script;

import io.tidbclient.config.ConfigException;
import io.tidbclient.scenario.Place;
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

/** YAML documents as trees of nodes. It stops there: no object is ever constructed, so no tag can name a class. */
record ScriptYaml(String file) {
    private static final int DEEPEST = 30;
    private static final int MOST_ALIASES = 50;

    /** The documents' roots, in order. */
    List<Field> documents(String text) {
        LoaderOptions limits = new LoaderOptions();
        limits.setNestingDepthLimit(DEEPEST);
        limits.setMaxAliasesForCollections(MOST_ALIASES);
        limits.setAllowRecursiveKeys(false);
        limits.setCodePointLimit(Integer.MAX_VALUE); // the file's size was limited when it was read
        List<Field> documents = new ArrayList<>();
        try {
            Composer composer = new Composer(new ParserImpl(new StreamReader(text), limits), new Resolver(), limits);
            while (composer.checkNode()) {
                Node root = composer.getNode();
                documents.add(new Field(file, root));
            }
            return documents;
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
            String where = mark == null ? file : new Place(file, mark.getLine() + 1, mark.getColumn() + 1).toString();
            throw new ConfigException(
                    where + ": this is not valid YAML (" + e.getProblem()
                            + "); check indentation, colons and quotes there.",
                    e);
        } catch (YAMLException e) {
            throw new ConfigException(
                    file + ": this is not valid YAML; look for control characters, deep nesting and many aliases.", e);
        }
    }
}
