package io.tidbclient.serve.monitor;

import io.tidbclient.config.CheckRequest;
import io.tidbclient.config.ConnectionPlan;
import io.tidbclient.config.Plan;

/**
 * What is checked again and again.
 *
 * @param name unique on the server
 * @param check what one check does
 * @param plan when it is due
 */
public record Target(String name, CheckRequest check, Plan plan) {
    public Target {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a target needs a name");
        }
    }

    /**
     * The check with connections whose names no other check in progress has: data sources are kept by name.
     *
     * @param generation tells targets of the same name apart, of which one is stopped while the next one starts
     */
    CheckRequest distinctCheck(int generation) {
        String prefix = name + "/" + generation + "/";
        return check.on(new ConnectionPlan(check.connections().stream()
                .map(connection -> connection.named(prefix + connection.name()))
                .toList()));
    }
}
