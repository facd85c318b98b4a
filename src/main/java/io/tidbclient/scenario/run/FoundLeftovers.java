package io.tidbclient.scenario.run;

import java.util.List;
import java.util.Optional;

/**
 * What runs of scenarios have on a server.
 *
 * @param abandoned those of runs that have no session
 * @param inUse those of the other runs
 * @param usersUnread why users could not be searched; empty when they were
 */
public record FoundLeftovers(List<Leftover> abandoned, List<Leftover> inUse, Optional<String> usersUnread) {
    public FoundLeftovers {
        abandoned = List.copyOf(abandoned);
        inUse = List.copyOf(inUse);
    }

    /** The same without what is not abandoned any more. */
    List<Leftover> stillAbandoned(List<Leftover> before) {
        return before.stream().filter(abandoned::contains).toList();
    }
}
