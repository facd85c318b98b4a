package io.tidbclient.cli;

import io.tidbclient.config.ConfigException;
import io.tidbclient.config.ScenarioSettings;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.suite.ScriptFiles;

import java.util.List;
import jakarta.enterprise.context.ApplicationScoped;

/** The scripts that the targets of a server run. */
@ApplicationScoped
public class ScheduledScripts {
    private final ProcessEnvironment environment;

    ScheduledScripts(ProcessEnvironment environment) {
        this.environment = environment;
    }

    /**
     * The scenarios of an entry of a target's {@code scenarios}.
     *
     * @throws ConfigException with the entry's place, when there is no such script or it has a mistake
     */
    public List<Scenario> read(ScenarioSettings entry) {
        try {
            return new ScriptFiles(entry.base(), environment.environment()).read(entry.run());
        } catch (ConfigException e) {
            throw new ConfigException(entry.origin().describe() + ": run: " + e.getMessage(), e);
        }
    }
}
