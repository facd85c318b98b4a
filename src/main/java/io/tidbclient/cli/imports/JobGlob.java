package io.tidbclient.cli.imports;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A pattern for tables with {@code *} and {@code ?}: {@code shop.*}, or a table's name alone, in any database. */
final class JobGlob {
    private final Pattern pattern;
    private final boolean qualified;

    JobGlob(String glob) {
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

    /** @param table quoted as the server quotes it: {@code `d`.`t`} */
    boolean matches(String table) {
        int dot = table.indexOf("`.`");
        String database = dot < 0 ? "" : name(table.substring(0, dot + 1));
        String name = name(dot < 0 ? table : table.substring(dot + 2));
        return pattern.matcher(qualified ? database + "." + name : name).matches();
    }

    private static String name(String quoted) {
        boolean isQuoted = quoted.length() >= 2 && quoted.startsWith("`") && quoted.endsWith("`");
        return isQuoted ? quoted.substring(1, quoted.length() - 1).replace("``", "`") : quoted;
    }
}
