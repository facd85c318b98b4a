package io.tidbclient.sql;

import java.util.Locale;

/**
 * A statement as a log may have it: every string is {@code ?}, as TiDB's {@code tidb_redact_log} has it, since any of them may be
 * a password, an access key or personal data. Comments vanish for the same reason.
 */
public final class RedactedStatement {
    private static final int LONGEST = 2_000;

    private RedactedStatement() {}

    /** The statement on one line, cut after 2,000 characters; what cannot be read is left out from there on. */
    public static String of(String sql) {
        StringBuilder text = new StringBuilder();
        int end = 0;
        for (SqlToken token : SqlLexer.tokens(sql)) {
            if (text.length() > LONGEST) {
                return text.append(" ...").toString();
            }
            String shown = shown(token, sql);
            if (!text.isEmpty() && token.start() > end && !shown.isEmpty()) {
                text.append(' ');
            }
            text.append(shown);
            end = token.end();
        }
        return text.toString();
    }

    private static String shown(SqlToken token, String sql) {
        return switch (token.kind()) {
            case STRING -> "?";
            case NUMBER, WORD -> binary(token.text()) ? "?" : token.text();
            case QUOTED_NAME, SYSTEM_VARIABLE, USER_VARIABLE, SYMBOL -> sql.substring(token.start(), token.end());
            case BROKEN -> "...";
            case END -> "";
        };
    }

    private static boolean binary(String literal) {
        String lower = literal.toLowerCase(Locale.ROOT);
        return lower.startsWith("0x") || lower.startsWith("0b");
    }
}
