package io.tidbclient.redact;

/** Masks the password of {@code user:password@host}, as connection strings without a scheme have it, Go's among them. */
final class Logins {
    private final Masks masks;
    private final String text;

    Logins(Masks masks) {
        this.masks = masks;
        this.text = masks.text();
    }

    void find() {
        if (text.indexOf('@') < 0) {
            return;
        }
        int start = 0;
        while (start < text.length()) {
            int end = Literals.wordEnd(text, start, "");
            if (end > start && !masks.isSettled(start)) {
                word(start, end);
            }
            start = end + 1;
        }
    }

    private void word(int start, int end) {
        int at = Literals.last(text, '@', start, end);
        int colon = Literals.first(text, ':', start, end);
        boolean named = colon > start && Character.isLetterOrDigit(text.charAt(colon - 1));
        if (named && colon + 1 < at && !masks.isSettled(colon) && !masks.isSettled(at)) {
            masks.maskValue("", colon + 1, at);
        }
    }
}
