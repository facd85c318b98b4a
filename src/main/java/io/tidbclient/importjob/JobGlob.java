package io.tidbclient.importjob;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A pattern for tables with {@code *} and {@code ?}: {@code shop.*}, or a table's name alone, in any database. */
public final class JobGlob {
    private static final Pattern QUOTED = Pattern.compile("`((?:[^`]|``)+)`(?:\\.`?((?:[^`]|``)+)`?)?", Pattern.DOTALL);

    private final Pattern pattern;
    private final boolean qualified;

    /** @param text with a dot it is about database and table, else about the table alone */
    public JobGlob(String text) {
        String glob = unquoted(text);
        this.qualified = glob.contains(".");
        this.pattern = Pattern.compile(
                glob.codePoints()
                        .mapToObj(c -> switch (c) {
                            case '*' -> ".*";
                            case '?' -> ".";
                            default -> Pattern.quote(Character.toString(c));
                        })
                        .collect(Collectors.joining()),
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
    }

    /** As it is shown, {@code `shop`.`orders`}, it may be given too; {@code *} and {@code ?} stand for what they do. */
    private static String unquoted(String text) {
        Matcher quoted = QUOTED.matcher(text);
        if (!quoted.matches()) {
            return text;
        }
        String first = quoted.group(1).replace("``", "`");
        return quoted.group(2) == null ? first : first + "." + quoted.group(2).replace("``", "`");
    }

    /**
     * Whether a table is meant.
     *
     * @param table as the server quotes it: {@code `d`.`t`}; anything else counts as a table without a database
     */
    public boolean matches(String table) {
        TargetTable target = TargetTable.parse(table).orElseGet(() -> new TargetTable("", table));
        return pattern.matcher(qualified ? target.schema() + "." + target.table() : target.table())
                .matches();
    }
}
