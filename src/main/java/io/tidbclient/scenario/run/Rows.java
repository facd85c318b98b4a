package io.tidbclient.scenario.run;

import io.tidbclient.redact.Redactor;

import java.util.List;
import java.util.stream.Collectors;

/** Rows as a person reads them. */
final class Rows {
    private static final int LONGEST = 80;

    private Rows() {}

    /** {@code (1, a, NULL)}; long values are cut. */
    static String shown(List<String> row) {
        return row.stream().map(Rows::cell).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String cell(String value) {
        if (value == null) {
            return "NULL";
        }
        // Before it is cut: what is cut may be what shows a secret to be one.
        String safe = Redactor.text(value);
        return safe.length() > LONGEST ? safe.substring(0, LONGEST - 1) + "…" : safe;
    }
}
