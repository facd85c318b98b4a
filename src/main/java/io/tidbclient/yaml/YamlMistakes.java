package io.tidbclient.yaml;

/** How a reader of YAML complains of a value. */
public interface YamlMistakes {
    /**
     * Throws, or takes note, in which case reading continues.
     *
     * @param node what is wrong
     * @param what the mistake and the remedy, without a full stop
     */
    void report(YamlNode node, String what);

    /** A text of the document as messages show it: short, and without what should not be seen. */
    String quoted(String text);
}
