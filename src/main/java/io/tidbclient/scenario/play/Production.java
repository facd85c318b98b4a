package io.tidbclient.scenario.play;

import io.tidbclient.connection.ServerVersion.Product;
import io.tidbclient.connection.SessionFactory;
import io.tidbclient.scenario.Scalar;
import io.tidbclient.scenario.Scenario;

import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What director and sessions of one playing are given.
 *
 * @param scenario what is played
 * @param score in which order
 * @param judging whether the order is the written one, so that the steps' expectations count
 * @param product the server's kind
 * @param database the private database's name
 * @param values named values, drawn for this playing
 * @param seed what chance begins with
 * @param history whether each statement of a workload is told
 * @param logins as whom each connection logs in
 * @param lines the sessions' connections
 * @param sessions opens connections
 * @param privileges changes users, one scenario at a time
 * @param looks at the server's waits, of all scenarios
 * @param timer for what is due at a time
 * @param tools what steps need
 */
record Production(
        Scenario scenario,
        Score score,
        boolean judging,
        Product product,
        String database,
        Map<String, Scalar> values,
        long seed,
        boolean history,
        Logins logins,
        Lines lines,
        SessionFactory sessions,
        Privileges privileges,
        SharedLooks looks,
        ScheduledExecutorService timer,
        StepHandler.Tools tools) {
    Production {
        values = Map.copyOf(values);
    }
}
