package io.tidbclient.cli.imports;

import io.tidbclient.config.ConfigException;
import io.tidbclient.config.ConnectionPlan;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Ids of jobs as arguments. */
final class JobIds {
    private JobIds() {}

    /**
     * The ids that are meant.
     *
     * @throws ConfigException when one is no id, or there are several servers, each of which has ids of its own
     */
    static Set<Long> parse(List<String> texts, ConnectionPlan plan) {
        Set<Long> ids = new TreeSet<>();
        for (String text : texts) {
            for (String one : text.split(",", -1)) {
                ids.add(id(one.strip()));
            }
        }
        if (!ids.isEmpty() && plan.size() > 1) {
            throw new ConfigException(
                    "Each cluster counts its jobs from 1, so an id needs exactly one cluster; give one -H.");
        }
        return ids;
    }

    private static long id(String text) {
        try {
            if (text.matches("[0-9]+") && Long.parseLong(text) > 0) {
                return Long.parseLong(text);
            }
        } catch (NumberFormatException tooLong) {
            // An id has 64 bits; reported below.
        }
        throw new ConfigException("'" + text.replaceAll("\\p{Cntrl}", "?")
                + "' is not the id of a job; 'tidb-client imports list' shows the ids, with --table those of a table.");
    }
}
