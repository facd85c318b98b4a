package io.tidbclient.scenario.run;

import io.tidbclient.connection.ServerVersion;
import io.tidbclient.connection.SessionFactory;
import io.tidbclient.scenario.Scalar;
import io.tidbclient.scenario.Scenario;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What controller and sessions of one execution share.
 *
 * @param scenario what is run
 * @param schedule in which order
 * @param byExpectations whether the steps' expectations count in its order; else the checks alone verify it
 * @param server its version
 * @param database the private database's name
 * @param values named values, drawn for this run
 * @param seed the random seed
 * @param history whether each statement of a workload is recorded
 * @param program what the workload's clients do instead of its statements
 * @param credentials as whom each connection logs in
 * @param openConnections the sessions' connections
 * @param sessions opens connections
 * @param grantLock changes users, one scenario at a time
 * @param lockWaits at the server's waits, of all scenarios
 * @param timer for what is due at a time
 * @param tools what steps need
 */
record ScenarioContext(
        Scenario scenario,
        Schedule schedule,
        boolean byExpectations,
        ServerVersion server,
        String database,
        Map<String, Scalar> values,
        long seed,
        boolean history,
        Optional<ClientProgram> program,
        SessionCredentials credentials,
        OpenConnections openConnections,
        SessionFactory sessions,
        GrantLock grantLock,
        LockWaitCache lockWaits,
        ScheduledExecutorService timer,
        StepHandler.Tools tools) {
    ScenarioContext {
        values = Map.copyOf(values);
    }
}
