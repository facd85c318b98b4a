package io.tidbclient.scenario.run;

import io.tidbclient.connection.Answer;
import io.tidbclient.connection.ColumnType;
import io.tidbclient.redact.Redactor;
import io.tidbclient.scenario.Scalar;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows as a person reads them. A text stands in quotes where it could be taken for something else. */
final class Rows {
    private static final int LONGEST = 80;

    /** Nothing, NULL, a number or digits of bytes, several values, or with blanks at an end. */
    private static final Pattern AMBIGUOUS =
            Pattern.compile("|(?i:null)|[+-]?[0-9.].*|[:/'].*|.*[(),].*|\\s.*|.*\\s", Pattern.DOTALL);

    private Rows() {}

    /** {@code (1, a, NULL)}; long values are cut. */
    static String shown(Answer answer, int row) {
        return IntStream.range(0, answer.columns().size())
                .mapToObj(column -> answer.value(row, column)
                        .map(value ->
                                cell(cut(value), answer.types().get(column).kind()))
                        .orElse("NULL"))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    /** A value of a script. */
    static String shown(Scalar value) {
        return value instanceof Scalar.Text text ? cell(text.value(), ColumnType.Kind.TEXT) : value.shown();
    }

    /** As {@link #shown(Scalar)}, masked; long values are cut. */
    static String brief(Scalar value) {
        return value instanceof Scalar.Text text ? cell(cut(text.value()), ColumnType.Kind.TEXT) : cut(value.shown());
    }

    /** As {@link #shown(Scalar)}, each text in quotes, and masked: what is shown of it may be a part. */
    static String masked(Scalar value) {
        return value instanceof Scalar.Text text ? masked(text.value(), ColumnType.Kind.TEXT) : value.shown();
    }

    /** A value of a column of this kind, each text in quotes, and masked: what is shown of it may be a part. */
    static String masked(String value, ColumnType.Kind kind) {
        return quoted(Redactor.text(value), kind);
    }

    /** A value of a column of this kind, each text in quotes. */
    private static String quoted(String value, ColumnType.Kind kind) {
        boolean plain = kind == ColumnType.Kind.NUMBER || (kind == ColumnType.Kind.BINARY && value.startsWith("0x"));
        return plain ? value : "'" + value.replace("'", "''") + "'";
    }

    private static String cell(String value, ColumnType.Kind kind) {
        return AMBIGUOUS.matcher(value).matches() ? quoted(value, kind) : value;
    }

    /** Masked before it is cut: what is cut may be what shows a secret to be one. */
    private static String cut(String value) {
        String safe = Redactor.text(value);
        return safe.length() > LONGEST ? safe.substring(0, LONGEST - 1) + "…" : safe;
    }
}
