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
    /** The documents' roots, in order. */
    List<Field> documents(String text) {
        LoaderOptions limits = new LoaderOptions();
        // The parser's own limits give no place; Bounded has them, and the file's size was limited when it was read.
        limits.setNestingDepthLimit(Integer.MAX_VALUE);
        limits.setMaxAliasesForCollections(Integer.MAX_VALUE);
        limits.setCodePointLimit(Integer.MAX_VALUE);
        List<Field> documents = new ArrayList<>();
        try {
            Bounded events = new Bounded(new ParserImpl(new StreamReader(text), limits), file);
            Composer composer = new Composer(events, new Resolver(), limits);
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
            // The reader's complaint about a character, which it makes when it comes near it.
            throw new ConfigException(
                    unprintable(text)
                            + ": this character cannot stand in YAML; write it with an escape in double quotes.",
                    e);
        }
    }

    private Place unprintable(String text) {
        int line = 1;
        int column = 1;
        for (int at = 0; at < text.length() && StreamReader.isPrintable(text.codePointAt(at)); ) {
            int character = text.codePointAt(at);
            line += character == '\n' ? 1 : 0;
            column = character == '\n' ? 1 : column + 1;
            at += Character.charCount(character);
        }
        return new Place(file, line, column);
    }
}
