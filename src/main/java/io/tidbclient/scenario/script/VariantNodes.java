package io.tidbclient.scenario.script;

import io.tidbclient.config.Quoted;
import io.tidbclient.yaml.YamlMapping;
import io.tidbclient.yaml.YamlNode;
import io.tidbclient.yaml.YamlScalar;
import io.tidbclient.yaml.YamlSequence;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a document consists of for one variant of its matrix. Entries {@code at-VARIANT} that are for it take the place of others, as
 * those of {@code on-SERVER} do; which ones is known while a script is read, so that a scenario has none of them.
 */
final class VariantNodes {
    /** What a key begins with that is for some variants. */
    static final String AT = "at-";

    private static final String OTHERWISE = "otherwise";

    /** The parts of a document that have steps and checks; elsewhere a name may begin so. */
    private static final Set<String> PARTS = Set.of("steps", "permutations", "workload", "checks");

    private final Variant variant;
    private final List<Variant> all;
    private String file = "";

    /** @param all those of the matrix */
    VariantNodes(Variant variant, List<Variant> all) {
        this.variant = variant;
        this.all = List.copyOf(all);
    }

    /** The document without entries for variants. */
    Field of(Field document) {
        file = document.file();
        YamlMapping whole = (YamlMapping) document.node();
        Map<String, YamlNode> own = chosen(whole)
                .map(node -> entries(node).stream()
                        .collect(Collectors.toMap(pair -> ((YamlScalar) pair.key()).text(), YamlMapping.Pair::value)))
                .orElse(Map.of());
        List<YamlMapping.Pair> pairs = new ArrayList<>();
        for (YamlMapping.Pair pair : whole.pairs()) {
            if (!isForVariants(pair) && !own.containsKey(name(pair))) {
                pairs.add(pair);
            }
        }
        chosen(whole)
                .ifPresent(node -> entries(node).forEach(pair -> {
                    if (name(pair).equals(MatrixReader.KEY) || isForVariants(pair)) {
                        throw new Field(file, pair.key())
                                .wrong(Quoted.of(name(pair))
                                        + " cannot stand in an entry 'at-…'; move it to the scenario");
                    }
                    pairs.add(pair);
                }));
        return new Field(
                file,
                new YamlMapping(
                        whole.mark(),
                        pairs.stream()
                                .map(pair -> PARTS.contains(name(pair))
                                        ? new YamlMapping.Pair(pair.key(), part(pair.value()))
                                        : pair)
                                .toList()));
    }

    private YamlNode part(YamlNode node) {
        return switch (node) {
            case YamlScalar scalar -> scalar;
            case YamlSequence list ->
                new YamlSequence(
                        list.mark(),
                        list.items().stream()
                                .flatMap(item -> items(item).stream())
                                .toList());
            case YamlMapping map -> step(map);
        };
    }

    /** An item of a list, or in its place the list that is for this variant. */
    private List<YamlNode> items(YamlNode item) {
        boolean isChoice = item instanceof YamlMapping map
                && map.pairs().stream().anyMatch(VariantNodes::isForVariants)
                && map.pairs().stream()
                        .allMatch(pair -> isForVariants(pair) || name(pair).equals(OTHERWISE));
        if (!isChoice) {
            return List.of(part(item));
        }
        YamlMapping choice = (YamlMapping) item;
        choice.pairs().stream()
                .limit(choice.pairs().size() - 1)
                .filter(pair -> name(pair).equals(OTHERWISE))
                .findFirst()
                .ifPresent(pair -> {
                    throw new Field(file, pair.key()).wrong("'otherwise' stands last; move it behind the others");
                });
        return chosen(choice)
                .or(() -> choice.pairs().stream()
                        .filter(pair -> name(pair).equals(OTHERWISE))
                        .map(YamlMapping.Pair::value)
                        .findFirst())
                .map(steps -> new Field(file, steps)
                                .items(
                                        "an entry 'at-…' in the place of a step",
                                        "a list of steps, such as '- a: BEGIN'")
                                .stream()
                                .flatMap(field -> items(field.node()).stream())
                                .toList())
                .orElse(List.of());
    }

    /** A step or a check, whose expectations are replaced; or any other map. */
    private YamlMapping step(YamlMapping map) {
        Optional<YamlNode> own = chosen(map);
        List<YamlMapping.Pair> pairs = new ArrayList<>();
        for (YamlMapping.Pair pair : map.pairs()) {
            if (!isForVariants(pair) && !(own.isPresent() && isExpectation(name(pair)))) {
                pairs.add(new YamlMapping.Pair(pair.key(), part(pair.value())));
            }
        }
        own.ifPresent(node -> {
            for (YamlMapping.Pair pair : entries(node)) {
                if (!isExpectation(name(pair))) {
                    throw new Field(file, pair.key())
                            .wrong(Quoted.of(name(pair)) + " is no expectation; only expectations differ within a step,"
                                    + " others in a step of its own: '- at-…: [steps]'");
                }
                pairs.add(pair);
            }
        });
        return new YamlMapping(map.mark(), pairs);
    }

    /** The value of the first entry that is for this variant. */
    private Optional<YamlNode> chosen(YamlMapping map) {
        Optional<YamlNode> found = Optional.empty();
        Set<String> known = new HashSet<>();
        for (YamlMapping.Pair pair : map.pairs()) {
            if (isForVariants(pair)) {
                if (!known.add(name(pair))) {
                    throw new Field(file, pair.key())
                            .wrong(Quoted.of(name(pair)) + " was already given; remove one of them");
                }
                if (variant.matches(asked(pair)) && found.isEmpty()) {
                    found = Optional.of(pair.value());
                }
            }
        }
        return found;
    }

    private Variant asked(YamlMapping.Pair pair) {
        return LevelReader.variant(name(pair).substring(AT.length()))
                .filter(asked -> all.stream().anyMatch(one -> one.matches(asked)))
                .orElseThrow(() -> new Field(file, pair.key())
                        .wrong(Quoted.of(name(pair)) + " matches no combination of the matrix: "
                                + all.stream().map(Variant::label).collect(Collectors.joining("; "))));
    }

    private List<YamlMapping.Pair> entries(YamlNode node) {
        return new Field(file, node)
                .entries("an entry 'at-…'", "a map of what differs").values().stream()
                        .map(entry -> new YamlMapping.Pair(
                                entry.key().node(), entry.value().node()))
                        .toList();
    }

    private static boolean isForVariants(YamlMapping.Pair pair) {
        return name(pair).startsWith(AT);
    }

    private static boolean isExpectation(String name) {
        return ExpectationReader.KEYS.contains(name) || name.startsWith(ConditionReader.ON);
    }

    /** Empty for a key that is no name. */
    private static String name(YamlMapping.Pair pair) {
        return pair.key() instanceof YamlScalar key ? key.text() : "";
    }
}
