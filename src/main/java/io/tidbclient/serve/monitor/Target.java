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

    /** The check with connections that no other target's have the names of: data sources are kept by name. */
    CheckRequest distinctCheck() {
        return check.on(new ConnectionPlan(check.connections().stream()
                .map(connection -> connection.named(name + "/" + connection.name()))
                .toList()));
    }
}
