package io.tidbclient.importjob;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A pattern for tables with {@code *} and {@code ?}: {@code shop.*}, or a table's name alone, in any database. Each of the
 * two names may stand in backquotes, as the tool itself writes {@code shop.`order items`}.
 */
public final class JobGlob {
    private static final String NAME = "`((?:[^`]|``)+)`|([^`.]+)";
    private static final Pattern PARTS = Pattern.compile("(?:" + NAME + ")(?:\\.(?:" + NAME + "))?", Pattern.DOTALL);

    private final Optional<Pattern> schema;
    private final Pattern table;

    /** @param text with a dot outside backquotes it is about database and table, else about the table alone */
    public JobGlob(String text) {
        Matcher parts = PARTS.matcher(text);
        if (parts.matches()) {
            Optional<String> second = part(parts, 3);
            String first = part(parts, 1).orElseThrow();
            this.schema = second.map(name -> pattern(first));
            this.table = pattern(second.orElse(first));
        } else {
            int dot = text.indexOf('.');
            this.schema = dot < 0 ? Optional.empty() : Optional.of(pattern(text.substring(0, dot)));
            this.table = pattern(text.substring(dot + 1));
        }
    }

    private static Optional<String> part(Matcher parts, int group) {
        return Optional.ofNullable(parts.group(group))
                .map(quoted -> quoted.replace("``", "`"))
                .or(() -> Optional.ofNullable(parts.group(group + 1)));
    }

    private static Pattern pattern(String glob) {
        return Pattern.compile(
                glob.codePoints()
                        .mapToObj(c -> switch (c) {
                            case '*' -> ".*";
                            case '?' -> ".";
                            default -> Pattern.quote(Character.toString(c));
                        })
                        .collect(Collectors.joining()),
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
    }

    /**
     * Whether a table is meant.
     *
     * @param quoted as the server quotes it: {@code `d`.`t`}; anything else counts as a table without a database
     */
    public boolean matches(String quoted) {
        TargetTable target = TargetTable.parse(quoted).orElseGet(() -> new TargetTable("", quoted));
        return schema.map(pattern -> pattern.matcher(target.schema()).matches()).orElse(true)
                && table.matcher(target.table()).matches();
    }
}
