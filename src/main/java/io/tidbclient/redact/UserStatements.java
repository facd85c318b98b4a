package io.tidbclient.redact;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Masks the passwords of statements about users: {@code IDENTIFIED BY '…'}, {@code SET PASSWORD FOR u = '…'}. */
final class UserStatements {
    /** Every repetition is bounded and begins at a fixed word, so that the time stays proportional to the text. */
    private static final Pattern BEFORE_LITERAL = Pattern.compile(
            "\\bidentified\\s{1,9}(?:with\\s{1,9}[\\w'\"`]{1,64}\\s{1,9})?(?:by|as)\\s{1,9}(?:password\\s{1,9})?(?=['\"])"
                    + "|\\breplace\\s{1,9}(?=['\"])"
                    + "|\\bpassword\\s{0,9}\\(\\s{0,9}(?=['\"])"
                    + "|\\bpassword\\s{1,9}(?=['\"])"
                    + "|\\bset\\s{1,9}password\\s{1,9}for\\s{1,9}[^=;\\n]{1,150}=\\s{0,9}(?=['\"])",
            Pattern.CASE_INSENSITIVE);

    private UserStatements() {}

    static void find(Masks masks) {
        String text = masks.text();
        Matcher before = BEFORE_LITERAL.matcher(text);
        int from = 0;
        while (from < text.length() && before.find(from)) {
            int open = before.end();
            int close = masks.close(open);
            int end = close < 0 ? text.length() : close;
            masks.maskValue("password", open + 1, end);
            from = end + 1;
        }
    }
}
