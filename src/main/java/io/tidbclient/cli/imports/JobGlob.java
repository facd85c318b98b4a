package io.tidbclient.cli.imports;

import io.tidbclient.importjob.TargetTable;

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

    /** @param table as the server quotes it: {@code `d`.`t`}; anything else counts as a table without a database */
    boolean matches(String table) {
        TargetTable target = TargetTable.parse(table).orElseGet(() -> new TargetTable("", table));
        return pattern.matcher(qualified ? target.schema() + "." + target.table() : target.table())
                .matches();
    }
}
