package io.tidbclient.importjob.run;

import java.util.Collection;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * In words, which jobs a command is about: for the answer when the server lists jobs and none of them is meant, which is
 * something else than a server without import jobs.
 *
 * @param words the filter as the user wrote it, {@code --table shop.*}, or the ids; empty when neither is given
 * @param activeOnly whether jobs that have ended are left out
 */
public record JobCriteria(String words, boolean activeOnly) {
    /** All jobs that are listed. */
    public static final JobCriteria ALL = new JobCriteria("", false);

    /** Those with these ids; at least one. */
    public static JobCriteria ofIds(Collection<Long> ids) {
        return new JobCriteria(
                (ids.size() == 1 ? "the id " : "the ids ")
                        + new TreeSet<>(ids).stream().map(String::valueOf).collect(Collectors.joining(", ")),
                false);
    }

    /**
     * That no job is meant, without a full stop: {@code none of 3 import jobs matches --table shop.*}.
     *
     * @param listed how many jobs the server lists; 0 or more
     */
    public String none(int listed) {
        if (listed == 0) {
            return activeOnly ? "no import job is active" : "no import job";
        }
        if (listed == 1) {
            return "the only import job "
                    + (activeOnly ? "is not active" + with(" or does not match ") : "does not match" + with(" "));
        }
        return String.format(Locale.ROOT, "none of %,d import jobs ", listed)
                + (activeOnly ? "is active" + with(" and matches ") : "matches" + with(" "));
    }

    private String with(String before) {
        return words.isEmpty() ? "" : before + words;
    }
}
