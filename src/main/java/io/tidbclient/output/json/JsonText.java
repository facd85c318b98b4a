package io.tidbclient.output.json;

import io.tidbclient.redact.Redactor;

/** Text as it may stand in JSON. */
final class JsonText {
    private JsonText() {}

    /**
     * Without secrets, and without half surrogate pairs: UTF-8 has none, and the generator would give up in the middle of the
     * document.
     */
    static String wellFormed(String unredacted) {
        String text = Redactor.text(unredacted);
        if (text.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
            return text;
        }
        return text.codePoints()
                .map(c -> Character.getType(c) == Character.SURROGATE ? 0xfffd : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
