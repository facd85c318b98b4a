package io.tidbclient.cli;

import java.util.List;

/** The command at the top: it names the others instead of declaring them, so that those alone are made that are called. */
public interface CommandTree {
    /** The commands below it, in the order of the help. */
    List<Class<?>> commands();
}
