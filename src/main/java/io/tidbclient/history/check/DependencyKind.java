package io.tidbclient.history.check;

/** Why one transaction has to come before another one. */
public enum DependencyKind {
    /** Write dependency: the second one appended to a version that includes the first one's append. */
    WW("ww"),
    /** Read dependency: the second one read what the first one appended. */
    WR("wr"),
    /** Anti-dependency: the first one read a version that the second one's append replaced. */
    RW("rw"),
    /** Both ran in one session, in this order. */
    SESSION("session"),
    /** The first one had committed before the second one began. */
    REALTIME("realtime");

    private final String label;

    DependencyKind(String label) {
        this.label = label;
    }

    /** The name in reports, for example {@code rw}. */
    public String label() {
        return label;
    }
}
