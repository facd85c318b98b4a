package io.tidbclient.config;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects every mistake. One that several checks meet, such as a value that cannot be parsed, counts once. */
public final class AllMistakes implements MistakeReporter {
    private final Map<String, Origin> places = new LinkedHashMap<>();

    @Override
    public void report(Origin where, ConfigException mistake) {
        places.putIfAbsent(mistake.getMessage(), where);
    }

    /** Whether none has been reported. */
    public boolean isEmpty() {
        return places.isEmpty();
    }

    /**
     * One sentence each: of options, then of variables, of the my.cnf and of the YAML file, each in the order of its
     * lines, and last of what is missing.
     */
    public List<String> sentences() {
        return places.entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<String, Origin> mistake) -> rank(mistake.getValue()))
                        .thenComparingInt(mistake -> line(mistake.getValue())))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static int rank(Origin origin) {
        return switch (origin) {
            case Origin.Option option -> 0;
            case Origin.Variable variable -> 1;
            case Origin.DefaultsFile file -> 2;
            case Origin.File file -> 3;
            case Origin.Prompt prompt -> 4;
            case Origin.Default none -> 4;
            case Origin.Url url -> rank(url.holder());
        };
    }

    private static int line(Origin origin) {
        return switch (origin) {
            case Origin.File file -> file.line();
            case Origin.DefaultsFile file -> file.line();
            case Origin.Url url -> line(url.holder());
            case Origin.Option option -> 0;
            case Origin.Variable variable -> 0;
            case Origin.Prompt prompt -> 0;
            case Origin.Default none -> 0;
        };
    }
}
