package io.tidbclient.redact;

/**
 * The one place that masks secrets in texts that are printed, logged, recorded or handed on: what a server answers, the
 * statements of scripts, messages of the driver. Reads a text once per kind of secret, without backtracking.
 *
 * <p>Masked are the login and the unknown parameters of a location ({@code s3://key:secret@bucket/f?sig=…}), the password of a
 * connection string ({@code user:password@host}), the value of a key that is named like a secret ({@code "secret-access-key":
 * "…"}), and the passwords of statements about users. Placeholders such as {@code {YOUR ID}} stay. More is masked rather than
 * less.
 */
public final class Redactor {
    /** What stands in place of a secret, as TiDB itself writes it. */
    public static final String MASK = "xxxxxx";

    private Redactor() {}

    /** The text with its secrets replaced by {@link #MASK}; the same text when it has none. */
    public static String text(String text) {
        if (!mayHold(text)) {
            return text;
        }
        Masks masks = new Masks(text);
        new Locations(masks).find();
        new Logins(masks).find();
        new KeyValues(masks).find();
        UserStatements.find(masks);
        return masks.applied();
    }

    /** {@link #text(String)} for a text that is a location as a whole, blanks and quotes in it included. */
    public static String location(String location) {
        Masks masks = new Masks(location);
        new Locations(masks).whole();
        return text(masks.applied());
    }

    /** What a name stands for: {@link #MASK} when it is named like a secret, else {@link #text(String)}. */
    public static String value(String name, String value) {
        return !value.isEmpty() && SecretNames.isSecret(name) && !Placeholders.is(value, name) ? MASK : text(value);
    }

    /** Whether {@link #text(String)} masks something in it that is not masked yet. */
    public static boolean findsIn(String text) {
        return !text(text).equals(text);
    }

    /** Most texts have nothing that a secret could stand in. */
    private static boolean mayHold(String text) {
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '=', ':', '<', '\'', '"' -> {
                    return true;
                }
                default -> {}
            }
        }
        return false;
    }
}
