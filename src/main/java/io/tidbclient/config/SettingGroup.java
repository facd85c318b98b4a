package io.tidbclient.config;

/** What a setting is about: the headings of help, documentation and the configuration file's template, in order. */
public enum SettingGroup {
    /** Where to connect. */
    CONNECTION("Connection"),
    /** As whom. */
    LOGIN("Login"),
    /** How much TLS. */
    TLS("TLS"),
    /** How the work is done. */
    RUN("Run"),
    /** How import jobs are watched. */
    IMPORT_JOBS("Import jobs"),
    /** Which random transactions show the isolation of a server. */
    ISOLATION("Isolation"),
    /** What happens when the network doesn't hold. */
    RESILIENCE("Resilience"),
    /** Where the server listens, and who may ask it. */
    SERVER("Server"),
    /** How results look. */
    OUTPUT("Output"),
    /** What is logged, and where. */
    LOGGING("Logging"),
    /** Where all of this is written down. */
    CONFIGURATION("Configuration");

    private final String title;

    SettingGroup(String title) {
        this.title = title;
    }

    /** The heading. */
    public String title() {
        return title;
    }
}
