package io.tidbclient.importjob;

import io.tidbclient.sql.Identifiers;
import io.tidbclient.sql.SqlLexer;
import io.tidbclient.sql.SqlToken;

import java.util.List;
import java.util.Optional;

/**
 * The table that a job imports into.
 *
 * @param schema its database, without quotes
 * @param table its name, without quotes
 */
public record TargetTable(String schema, String table) {
    /** Two names, the dot between them, and the end. */
    private static final int PARTS = 4;

    /**
     * Takes apart what the server writes: {@code `d`.`t`}, a backquote in a name doubled.
     *
     * @return empty for anything else
     */
    public static Optional<TargetTable> parse(String quoted) {
        List<SqlToken> tokens = SqlLexer.plainTokens(quoted);
        return isQualifiedName(tokens) && quoted.length() == length(tokens)
                ? Optional.of(
                        new TargetTable(tokens.get(0).text(), tokens.get(2).text()))
                : Optional.empty();
    }

    /** As people write it: {@code shop.orders}, a name with other characters than those of words in backquotes. */
    @Override
    public String toString() {
        return shown(schema) + "." + shown(table);
    }

    private static String shown(String name) {
        boolean plain = !name.isEmpty()
                && name.codePoints().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '-');
        return plain ? name : Identifiers.enclose(name);
    }

    private static boolean isQualifiedName(List<SqlToken> tokens) {
        return tokens.size() == PARTS
                && tokens.get(0).kind() == SqlToken.Kind.QUOTED_NAME
                && tokens.get(1).isSymbol('.')
                && tokens.get(2).kind() == SqlToken.Kind.QUOTED_NAME
                && tokens.get(3).kind() == SqlToken.Kind.END;
    }

    /** Less than the text's where something, such as a blank or a comment, stands between the tokens. */
    private static int length(List<SqlToken> tokens) {
        return tokens.stream().mapToInt(token -> token.end() - token.start()).sum();
    }
}
