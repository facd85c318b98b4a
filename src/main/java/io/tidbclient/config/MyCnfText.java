package io.tidbclient.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a my.cnf writes a value: comments, quotes and escapes as in https://dev.mysql.com/doc/refman/8.4/en/option-files.html. */
final class MyCnfText {
    private static final Pattern ESCAPE = Pattern.compile("\\\\.", Pattern.DOTALL);

    private MyCnfText() {}

    /** The line up to the first # that is not within quotes. */
    static String withoutComment(String line) {
        char quote = 0;
        boolean escaped = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (!escaped && (c == '\'' || c == '"')) {
                if (quote == 0) {
                    quote = c;
                } else if (quote == c) {
                    quote = 0;
                }
            }
            if (quote == 0 && c == '#') {
                return line.substring(0, i);
            }
            escaped = quote != 0 && c == '\\' && !escaped;
        }
        return line;
    }

    /** The value without the quotes around it, its escapes resolved; an unknown escape stays as it is. */
    static String value(String text) {
        String inner = isQuoted(text) ? text.substring(1, text.length() - 1) : text;
        return ESCAPE.matcher(inner).replaceAll(escape -> Matcher.quoteReplacement(unescaped(escape.group())));
    }

    private static String unescaped(String escape) {
        return switch (escape.charAt(1)) {
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'r' -> "\r";
            case 'b' -> "\b";
            case 's' -> " ";
            case '\\', '"', '\'' -> escape.substring(1);
            default -> escape;
        };
    }

    private static boolean isQuoted(String text) {
        return text.length() > 1
                && (text.startsWith("'") || text.startsWith("\""))
                && text.charAt(0) == text.charAt(text.length() - 1);
    }
}
