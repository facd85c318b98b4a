package io.tidbclient.scenario.script;

import io.tidbclient.config.Quoted;
import io.tidbclient.scenario.SessionPlan.Mode;
import io.tidbclient.yaml.YamlMapping;
import io.tidbclient.yaml.YamlNode;
import io.tidbclient.yaml.YamlScalar;
import io.tidbclient.yaml.YamlSequence;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the {@code matrix} of a document: the levels and modes for each combination of which it is a scenario. */
final class MatrixReader {
    static final String KEY = "matrix";

    private static final String WANTED = "a map with lists of levels and modes: 'isolation: [read committed, repeatable"
            + " read]', 'transactions: [pessimistic, optimistic]'";

    private MatrixReader() {}

    /** The scenarios of a document, each with what it consists of; the document itself where there is no matrix. */
    static Map<Variant, Field> variants(Field document) {
        if (!document.isMap()) {
            return Map.of(Variant.ONLY, document);
        }
        Map<String, Field.Entry> parts = document.entries("the scenario", "a map that begins with 'scenario: NAME'");
        Field.Entry matrix = parts.get(KEY);
        if (matrix == null) {
            return Map.of(Variant.ONLY, document);
        }
        List<Variant> variants = variants(matrix);
        YamlMapping whole = (YamlMapping) document.node();
        YamlMapping rest = new YamlMapping(
                whole.mark(),
                whole.pairs().stream()
                        .filter(pair -> !pair.key().equals(matrix.key().node()))
                        .toList());
        VariantEntries entries = new VariantEntries(document.file(), variants, sessions(parts.get("sessions")));
        Map<Variant, Field> fields = new LinkedHashMap<>();
        variants.forEach(variant -> fields.put(variant, new VariantNodes(variant, entries).of(rest)));
        entries.refuseUnselected();
        return fields;
    }

    /** The names of sessions; what else is wrong with them is found when they are read. */
    private static Set<String> sessions(Field.Entry sessions) {
        if (sessions == null) {
            return Set.of();
        }
        Stream<YamlNode> names = switch (sessions.value().node()) {
            case YamlScalar scalar -> Stream.of(scalar);
            case YamlSequence list -> list.items().stream();
            case YamlMapping map -> map.pairs().stream().map(YamlMapping.Pair::key);
        };
        return names.filter(YamlScalar.class::isInstance)
                .map(name -> ((YamlScalar) name).text())
                .collect(Collectors.toSet());
    }

    /** Modes outside, levels inside. */
    private static List<Variant> variants(Field.Entry matrix) {
        Map<String, Field.Entry> entries =
                matrix.value().entries("'matrix'", WANTED, List.of("isolation", "transactions"));
        if (entries.isEmpty()) {
            throw matrix.key().wrong("'matrix' is empty; give " + WANTED);
        }
        List<Optional<Mode>> modes = read(entries.get("transactions"), LevelReader::mode);
        List<Optional<String>> levels = read(entries.get("isolation"), LevelReader::isolation);
        List<Variant> variants = new ArrayList<>();
        for (Optional<Mode> mode : modes) {
            for (Optional<String> level : levels) {
                variants.add(new Variant(level, mode));
            }
        }
        variants.removeIf(variant -> !variant.exists());
        if (variants.isEmpty()) {
            throw matrix.key()
                    .wrong("no server supports any combination of this matrix: optimistic transactions exist on TiDB"
                            + " alone, at read committed and repeatable read; correct the matrix");
        }
        return variants;
    }

    private static <T> List<Optional<T>> read(Field.Entry entry, Function<Field, T> one) {
        if (entry == null) {
            return List.of(Optional.empty());
        }
        List<Optional<T>> values = new ArrayList<>();
        Set<T> known = new HashSet<>();
        for (Field item : entry.value().oneOrMore(entry.name(), "a list")) {
            T value = one.apply(item);
            if (!known.add(value)) {
                throw item.wrong(Quoted.of(item.text(entry.name(), "a word")) + " was already given; remove it");
            }
            values.add(Optional.of(value));
        }
        return values;
    }
}
