package io.tidbclient.importjob.estimate;

import java.util.Locale;

/**
 * What is still to come after a step, in units of the step's own whole time. The order of the steps is TiDB's (source,
 * {@code proto.Step2Str}): with global sort {@code encode, merge-sort, ingest, collect-conflicts, conflict-resolution,
 * post-process}, else {@code import, post-process}; {@code merge-sort} and the steps about conflicts may be left out.
 * How long a later step takes is unknown before it begins: hence the wide bounds.
 *
 * @param likely the likeliest
 * @param least if all goes well
 * @param most if it does not
 */
record RemainingSteps(double likely, double least, double most) {
    private static final RemainingSteps NOTHING = new RemainingSteps(0, 0, 0);
    /** The checksum at the end, and conflicts if there are any: minutes for a large table, and not in the likeliest. */
    private static final RemainingSteps CLOSING = new RemainingSteps(0, 0, 0.15);

    private static final RemainingSteps CONFLICTS = new RemainingSteps(0, 0, 0.5);
    private static final RemainingSteps INGEST = new RemainingSteps(1, 0.25, 4);
    private static final RemainingSteps MERGE_AND_INGEST = new RemainingSteps(1, 0.25, 5);
    private static final RemainingSteps UNKNOWN = new RemainingSteps(0, 0, 2);

    /**
     * What comes after.
     *
     * @param step as the server reports it, or empty
     * @param phase as the server reports it, or empty
     */
    static RemainingSteps after(String step, String phase) {
        return switch (step.toLowerCase(Locale.ROOT)) {
            case "encode" -> MERGE_AND_INGEST;
            case "merge-sort" -> INGEST;
            case "import", "ingest" -> CLOSING;
            case "collect-conflicts", "conflict-resolution" -> CONFLICTS;
            case "post-process" -> NOTHING;
            default -> afterPhase(phase.toLowerCase(Locale.ROOT));
        };
    }

    private static RemainingSteps afterPhase(String phase) {
        return switch (phase) {
            case "global-sorting" -> MERGE_AND_INGEST;
            case "importing" -> CLOSING;
            case "resolving-conflicts" -> CONFLICTS;
            case "validating", "add-index" -> NOTHING;
            default -> UNKNOWN;
        };
    }

    /** Whether something long is to come, or may be. */
    boolean matter() {
        return likely >= 0.5 || most >= 1;
    }
}
