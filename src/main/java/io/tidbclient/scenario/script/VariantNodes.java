package io.tidbclient.scenario.script;

import io.tidbclient.config.Quoted;
import io.tidbclient.yaml.YamlMapping;
import io.tidbclient.yaml.YamlNode;
import io.tidbclient.yaml.YamlScalar;
import io.tidbclient.yaml.YamlSequence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a document consists of for one combination of its matrix. Entries {@code at-…} take the place of others, as those of
 * {@code on-SERVER} do; which ones is known while a script is read, so that a scenario has none of them.
 */
final class VariantNodes {
    /** The parts of a document that have steps and checks. */
    private static final Set<String> PARTS = Set.of("steps", "permutations", "workload", "checks");

    private final Variant variant;
    private final VariantEntries entries;

    VariantNodes(Variant variant, VariantEntries entries) {
        this.variant = variant;
        this.entries = entries;
    }

    /** The document without entries for combinations; its own entries take the place of those of the same name. */
    Field of(YamlMapping document) {
        List<YamlMapping.Pair> own =
                entries.selected(document, variant).map(this::pairs).orElse(List.of());
        Set<String> replaced = own.stream().map(VariantEntries::name).collect(Collectors.toSet());
        List<YamlMapping.Pair> all = new ArrayList<>(document.pairs());
        all.removeIf(pair -> entries.isFor(pair) || replaced.contains(VariantEntries.name(pair)));
        for (YamlMapping.Pair pair : own) {
            if (VariantEntries.name(pair).equals(MatrixReader.KEY) || entries.isFor(pair)) {
                throw entries.field(pair.key())
                        .wrong(Quoted.of(VariantEntries.name(pair))
                                + " cannot stand in an entry 'at-…'; move it to the scenario");
            }
            all.add(pair);
        }
        all.replaceAll(pair -> PARTS.contains(VariantEntries.name(pair))
                ? new YamlMapping.Pair(pair.key(), part(pair.value()))
                : pair);
        return entries.field(new YamlMapping(document.mark(), all));
    }

    private YamlNode part(YamlNode node) {
        return switch (node) {
            case YamlScalar scalar -> scalar;
            case YamlSequence list -> new YamlSequence(list.mark(), items(list.items()));
            case YamlMapping map -> map(map);
        };
    }

    /** Items of a list; in the place of a choice those of the list that is chosen. */
    private List<YamlNode> items(List<YamlNode> items) {
        List<YamlNode> all = new ArrayList<>();
        for (YamlNode item : items) {
            if (entries.isChoice(item)) {
                entries.chosen((YamlMapping) item, variant).ifPresent(chosen -> all.addAll(items(list(chosen))));
            } else {
                all.add(part(item));
            }
        }
        return all;
    }

    private List<YamlNode> list(YamlNode chosen) {
        return entries
                .field(chosen)
                .items("an entry 'at-…' in the place of a step", "a list of steps, such as '- a: BEGIN'")
                .stream()
                .map(Field::node)
                .toList();
    }

    /** A step or a check, all of whose expectations are replaced; or any other map. */
    private YamlMapping map(YamlMapping map) {
        Optional<YamlNode> own = entries.selected(map, variant);
        List<YamlMapping.Pair> all = new ArrayList<>();
        for (YamlMapping.Pair pair : map.pairs()) {
            if (!entries.isFor(pair) && !(own.isPresent() && entries.isExpectation(pair))) {
                all.add(new YamlMapping.Pair(
                        pair.key(),
                        VariantEntries.name(pair).equals("expect") ? values(pair.value()) : part(pair.value())));
            }
        }
        own.ifPresent(node -> all.addAll(expectations(node)));
        return new YamlMapping(map.mark(), all);
    }

    /** What an order expects of its steps, by their names, whatever these begin with. */
    private YamlNode values(YamlNode node) {
        return node instanceof YamlMapping map
                ? new YamlMapping(
                        map.mark(),
                        map.pairs().stream()
                                .map(pair -> new YamlMapping.Pair(pair.key(), part(pair.value())))
                                .toList())
                : node;
    }

    private List<YamlMapping.Pair> expectations(YamlNode node) {
        List<YamlMapping.Pair> pairs = pairs(node);
        pairs.stream().filter(pair -> !entries.isExpectation(pair)).findFirst().ifPresent(pair -> {
            throw entries.field(pair.key())
                    .wrong(Quoted.of(VariantEntries.name(pair))
                            + " is no expectation; only expectations differ within a step, others in a step of"
                            + " its own: '- at-…: [steps]'");
        });
        return pairs;
    }

    private List<YamlMapping.Pair> pairs(YamlNode node) {
        return entries.field(node).entries("an entry 'at-…'", "a map of what differs").values().stream()
                .map(entry ->
                        new YamlMapping.Pair(entry.key().node(), entry.value().node()))
                .toList();
    }
}
