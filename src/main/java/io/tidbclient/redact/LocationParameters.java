package io.tidbclient.redact;

/**
 * Masks the parameters of a location, those alone that are known to be harmless excepted. They are separated by {@code ?},
 * an ampersand, alone or as HTML writes it, {@code ;} or {@code #}.
 */
final class LocationParameters {
    private static final String SEPARATORS = "?&;#";

    private final Masks masks;
    private final String text;

    LocationParameters(Masks masks) {
        this.masks = masks;
        this.text = masks.text();
    }

    /** @param start where the path, or the first parameter, begins */
    void read(int start, int end) {
        int separator = next(start, end);
        boolean masking = false;
        while (separator < end) {
            int after = next(separator + 1, end);
            int equals = Literals.first(text, '=', separator + 1, after);
            if (equals >= 0) {
                masking = parameter(text.substring(separator + 1, equals), equals + 1, after);
            } else if (masking && !text.startsWith("&amp;", separator)) {
                // A piece of a secret that has a separator in it.
                masks.mask(separator, after);
            }
            separator = after;
        }
    }

    /** Whether it was masked. */
    private boolean parameter(String name, int start, int end) {
        if (SecretNames.isHarmless(name)) {
            login(start, end);
            return false;
        }
        masks.maskValue(name, start, end);
        return true;
    }

    /** The login in an endpoint: up to its last @, also a percent-encoded one. */
    private void login(int start, int end) {
        String value = text.substring(start, end);
        int at = Math.max(value.lastIndexOf('@'), value.lastIndexOf("%40"));
        if (at >= 0) {
            int scheme = value.indexOf("://");
            masks.mask(start + (scheme >= 0 && scheme < at ? scheme + "://".length() : 0), start + at);
        }
    }

    private int next(int start, int end) {
        int i = start;
        while (i < end && SEPARATORS.indexOf(text.charAt(i)) < 0) {
            i++;
        }
        return i;
    }
}
