package io.tidbclient.scenario.script;

import io.tidbclient.config.Secret;

/**
 * Where the passwords of a script's users come from: never from the script. What cannot be had is a
 * {@code ConfigException}.
 */
public interface Passwords {
    /**
     * The first line of a file.
     *
     * @param file as the script names it
     * @param what how a message about it begins
     */
    Secret fromFile(String file, String what);

    /**
     * A variable of the environment.
     *
     * @param variable its name
     * @param what how a message about it begins
     */
    Secret fromVariable(String variable, String what);
}
