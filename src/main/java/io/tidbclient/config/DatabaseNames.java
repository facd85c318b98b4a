package io.tidbclient.config;

import io.tidbclient.sql.Identifiers;

import java.util.ArrayList;
import java.util.List;

/**
 * Databases as the user names them: {@code shop,crm}. A name with a comma, a blank at either end or a backquote at its
 * beginning is written in backquotes, with each backquote in it doubled, as in SQL.
 */
final class DatabaseNames {
    /** More than one application uses; each costs every connection a round trip. */
    static final int MOST = 1_000;

    private static final char QUOTE = '`';

    private final String text;
    private int at;

    private DatabaseNames(String text) {
        this.text = text;
    }

    /**
     * Reads one name or several, separated by commas. A name that is given twice counts once, at its first place.
     *
     * @return at least one
     * @throws IllegalArgumentException when one of them is no database's name, or they are more than {@link #MOST}
     */
    static List<String> parse(String text) {
        List<String> names = new DatabaseNames(text)
                .all().stream().map(Values::database).distinct().toList();
        if (names.size() > MOST) {
            throw new IllegalArgumentException(
                    "%d databases are too many; give at most %d".formatted(names.size(), MOST));
        }
        return names;
    }

    /** The text that {@link #parse} reads back as this one name, whatever is in it. */
    static String one(String name) {
        boolean plain = name.indexOf(',') < 0 && name.indexOf(QUOTE) != 0 && name.equals(name.strip());
        return plain ? name : Identifiers.enclose(name);
    }

    private List<String> all() {
        List<String> names = new ArrayList<>();
        names.add(name());
        while (at < text.length()) {
            at++;
            names.add(name());
        }
        return names;
    }

    /** Reads to the next comma or the end, and stops there. */
    private String name() {
        int begin = at;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        if (at < text.length() && text.charAt(at) == QUOTE) {
            return quotedName();
        }
        int comma = text.indexOf(',', begin);
        at = comma < 0 ? text.length() : comma;
        return text.substring(begin, at).strip();
    }

    private String quotedName() {
        StringBuilder name = new StringBuilder();
        at++;
        while (true) {
            int end = text.indexOf(QUOTE, at);
            if (end < 0) {
                throw new IllegalArgumentException(
                        "%s has no closing backquote; a backquote that belongs to the name is doubled"
                                .formatted(Quoted.of(text)));
            }
            name.append(text, at, end);
            at = end + 1;
            if (at == text.length() || text.charAt(at) != QUOTE) {
                toComma();
                return name.toString();
            }
            name.append(QUOTE);
            at++;
        }
    }

    private void toComma() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        if (at < text.length() && text.charAt(at) != ',') {
            throw new IllegalArgumentException("%s continues after the closing backquote; separate the names by commas"
                    .formatted(Quoted.of(text)));
        }
    }
}
