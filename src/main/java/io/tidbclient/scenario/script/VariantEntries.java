package io.tidbclient.scenario.script;

import io.tidbclient.config.Quoted;
import io.tidbclient.yaml.YamlMapping;
import io.tidbclient.yaml.YamlNode;
import io.tidbclient.yaml.YamlScalar;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The entries {@code at-…} of a document, each for some combinations of its matrix, and those that no combination has selected. */
final class VariantEntries {
    /** What a key begins with that is for some combinations. */
    static final String AT = "at-";

    private static final String OTHERWISE = "otherwise";

    private final String file;
    private final List<Variant> all;
    private final Set<String> sessions;
    private final Set<YamlNode> known = new LinkedHashSet<>();
    private final Set<YamlNode> selected = new HashSet<>();

    /**
     * @param all the combinations of the matrix
     * @param sessions names that begin a step, whatever they begin with
     */
    VariantEntries(String file, List<Variant> all, Set<String> sessions) {
        this.file = file;
        this.all = List.copyOf(all);
        this.sessions = Set.copyOf(sessions);
    }

    /** The document that a node is of. */
    Field field(YamlNode node) {
        return new Field(file, node);
    }

    /** Whether an entry is for some combinations. */
    boolean isFor(YamlMapping.Pair pair) {
        return name(pair).startsWith(AT) && !isSession(name(pair));
    }

    /** Whether a key of a step or check says what is expected. */
    boolean isExpectation(YamlMapping.Pair pair) {
        return ExpectationReader.KEYS.contains(name(pair))
                || (name(pair).startsWith(ConditionReader.ON) && !isSession(name(pair)));
    }

    /** Whether a map stands for lists of which one is chosen. */
    boolean isChoice(YamlNode node) {
        return node instanceof YamlMapping map
                && map.pairs().stream().anyMatch(this::isFor)
                && map.pairs().stream()
                        .allMatch(pair -> isFor(pair) || name(pair).equals(OTHERWISE));
    }

    /** The value of the first entry that is for a combination. */
    Optional<YamlNode> selected(YamlMapping map, Variant variant) {
        Optional<YamlNode> found = Optional.empty();
        for (YamlMapping.Pair pair : map.pairs()) {
            if (isFor(pair)) {
                known.add(pair.key());
                if (found.isEmpty() && variant.matches(asked(pair))) {
                    found = select(pair);
                }
            }
        }
        return found;
    }

    /** The same of a choice, else the value of its {@code otherwise}, which stands last. */
    Optional<YamlNode> chosen(YamlMapping choice, Variant variant) {
        Optional<YamlNode> found = selected(choice, variant);
        for (YamlMapping.Pair pair : choice.pairs()) {
            if (name(pair).equals(OTHERWISE)) {
                if (!pair.equals(choice.pairs().getLast())) {
                    throw field(pair.key()).wrong("'otherwise' stands last; move it behind the others");
                }
                known.add(pair.key());
                found = found.or(() -> select(pair));
            }
        }
        return found;
    }

    /** Refuses the first entry that no combination has selected; all of them have to be read by then. */
    void refuseUnselected() {
        known.stream().filter(key -> !selected.contains(key)).findFirst().ifPresent(key -> {
            throw field(key)
                    .wrong("no combination of the matrix is left for this entry: those before it are for all of"
                            + " them; remove or correct it");
        });
    }

    /** The name of a key; empty for a key that is no name. */
    static String name(YamlMapping.Pair pair) {
        return pair.key() instanceof YamlScalar key ? key.text() : "";
    }

    private Optional<YamlNode> select(YamlMapping.Pair pair) {
        selected.add(pair.key());
        return Optional.of(pair.value());
    }

    private boolean isSession(String name) {
        return sessions.contains(name);
    }

    private Variant asked(YamlMapping.Pair pair) {
        return LevelReader.variant(name(pair).substring(AT.length()))
                .filter(asked -> all.stream().anyMatch(one -> one.matches(asked)))
                .orElseThrow(() -> field(pair.key())
                        .wrong(Quoted.of(name(pair)) + " matches no combination of the matrix: "
                                + all.stream().map(Variant::label).collect(Collectors.joining("; "))));
    }
}
