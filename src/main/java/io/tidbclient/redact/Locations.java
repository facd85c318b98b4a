package io.tidbclient.redact;

/** Masks secrets in locations: {@code scheme://login@authority/path?name=value&…}. */
final class Locations {
    private static final String MARK = "://";
    private static final int LONGEST_SCHEME = 30;

    private final Masks masks;
    private final String text;
    private final LocationParameters parameters;

    Locations(Masks masks) {
        this.masks = masks;
        this.text = masks.text();
        this.parameters = new LocationParameters(masks);
    }

    void find() {
        int mark = text.indexOf(MARK);
        while (mark >= 0) {
            int start = schemeStart(mark);
            int authority = mark + MARK.length();
            int end = end(start, authority);
            if (start < mark) {
                read(text.substring(start, mark), authority, end);
                masks.settle(start, end);
            }
            mark = text.indexOf(MARK, Math.max(end, authority));
        }
    }

    /** Reads the text as one location, if it is one. */
    void whole() {
        int mark = text.indexOf(MARK);
        if (mark > 0 && schemeStart(mark) == 0) {
            read(text.substring(0, mark), mark + MARK.length(), text.length());
        }
    }

    private int schemeStart(int mark) {
        int start = mark;
        while (start > 0 && mark - start < LONGEST_SCHEME && isSchemeCharacter(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    private static boolean isSchemeCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '-';
    }

    /** In quotes a location ends with them, else at the next blank or quote; a placeholder may have blanks. */
    private int end(int start, int authority) {
        if (start > 0 && Literals.isQuote(text.charAt(start - 1))) {
            int close = masks.close(start - 1);
            if (close >= authority) {
                return close;
            }
        }
        int end = Literals.wordEnd(text, authority, "<>\\");
        while (end < text.length() && insidePlaceholder(end)) {
            int begin = valueStart(end);
            end = Literals.wordEnd(text, Placeholders.end(text, begin), "<>\\");
        }
        return end;
    }

    /** Whether the word ends within {@code {YOUR ID}}: after a = and a bracket. */
    private boolean insidePlaceholder(int end) {
        int begin = valueStart(end);
        return begin > 0 && Placeholders.end(text, begin) > end;
    }

    private int valueStart(int end) {
        return Literals.last(text, '=', Math.max(0, end - Placeholders.LONGEST), end) + 1;
    }

    private void read(String scheme, int start, int end) {
        int authorityEnd = firstOf("/?#;&", start, end);
        int at = Literals.last(text, '@', start, authorityEnd);
        if (at < start) {
            // A secret with a / or a ? in it, though it may begin like a port: the login ends at the last @ of all.
            at = hasPort(start, authorityEnd) ? Literals.last(text, '@', authorityEnd, end) : -1;
            int colon = at < start ? foreignPort(start, authorityEnd) : -1;
            if (colon >= 0) {
                masks.maskValue("", colon + 1, authorityEnd);
            }
        } else if (Literals.first(text, ':', start, at) >= 0) {
            // A password with both an @ and a / in it; the path of a storage may have an @ after its first =.
            int far = isDatabase(scheme) ? end : firstOf("=", authorityEnd, end);
            at = Math.max(at, Literals.last(text, '@', authorityEnd, far));
        }
        if (at >= start) {
            login(scheme, start, at);
        }
        parameters.read(Math.max(authorityEnd, at + 1), end);
    }

    /** The user of a database is no secret; of a storage the login is one as a whole. */
    private void login(String scheme, int start, int at) {
        int colon = Literals.first(text, ':', start, at);
        if (!isDatabase(scheme)) {
            maskLogin(start, at);
        } else if (colon >= 0) {
            maskLogin(colon + 1, at);
        }
    }

    /** {@code :name} and {@code @name} are variables in a statement, not in a location. */
    private void maskLogin(int start, int end) {
        if (start < end && ":@".indexOf(text.charAt(start)) >= 0) {
            masks.mask(start, end);
        } else {
            masks.maskValue("", start, end);
        }
    }

    private static boolean isDatabase(String scheme) {
        return scheme.regionMatches(true, 0, "mysql", 0, 5)
                || scheme.regionMatches(true, 0, "mariadb", 0, 7)
                || scheme.regionMatches(true, 0, "tidb", 0, 4)
                || scheme.regionMatches(true, 0, "postgres", 0, 8);
    }

    /** Whether something follows a colon, be it a port or a password; those of an IPv6 address do not count. */
    private boolean hasPort(int start, int end) {
        return start < end && text.charAt(start) != '[' && Literals.first(text, ':', start, end) >= 0;
    }

    /** The first colon that is followed by something that is no port; -1 when there is none. */
    private int foreignPort(int start, int end) {
        if (start < end && text.charAt(start) == '[') {
            return -1;
        }
        for (int colon = Literals.first(text, ':', start, end);
                colon >= 0;
                colon = Literals.first(text, ':', colon + 1, end)) {
            int i = colon + 1;
            while (i < end && Character.isDigit(text.charAt(i))) {
                i++;
            }
            if (i < end && (Character.isLetter(text.charAt(i)) || "+=_~%$!*'(".indexOf(text.charAt(i)) >= 0)) {
                return colon;
            }
        }
        return -1;
    }

    private int firstOf(String characters, int start, int end) {
        int i = start;
        while (i < end && characters.indexOf(text.charAt(i)) < 0) {
            i++;
        }
        return i;
    }
}
