package io.tidbclient.sandbox.job;

/**
 * A part of a job's work.
 *
 * @param name as {@code SHOW IMPORT JOBS} has it: {@code importing} for example, lower-case letters and hyphens
 * @param share of the job's duration, compared with the shares of its other phases; 1 or more
 */
public record JobPhase(String name, int share) {
    /** The phase in which rows come in. */
    public static final String IMPORTING = "importing";

    public JobPhase {
        if (name.isEmpty() || !name.chars().allMatch(c -> c == '-' || (c >= 'a' && c <= 'z'))) {
            throw new IllegalArgumentException("'" + name + "' is not the name of a phase, such as global-sorting");
        }
        if (share < 1) {
            throw new IllegalArgumentException("the phase " + name + " has no share of the duration");
        }
    }

    /** The step that TiDB's 9.0 line names in {@code Cur_Step}; {@code encode} is seen in its documentation. */
    String step() {
        return switch (name) {
            case "global-sorting" -> "encode";
            case IMPORTING -> "ingest";
            case "resolving-conflicts" -> "conflict-resolution";
            case "validating", "add-index" -> "post-process";
            default -> name;
        };
    }
}
