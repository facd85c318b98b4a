package io.tidbclient.history.format;

/**
 * A keyword of EDN.
 *
 * @param name without the colon
 */
record EdnKeyword(String name) {
    static final EdnKeyword TYPE = new EdnKeyword("type");
    static final EdnKeyword F = new EdnKeyword("f");
    static final EdnKeyword VALUE = new EdnKeyword("value");
    static final EdnKeyword PROCESS = new EdnKeyword("process");
    static final EdnKeyword TIME = new EdnKeyword("time");
    static final EdnKeyword APPEND = new EdnKeyword("append");
    static final EdnKeyword R = new EdnKeyword("r");

    @Override
    public String toString() {
        return ":" + name;
    }
}
