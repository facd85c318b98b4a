package io.tidbclient.scenario.run;

import java.util.List;

/**
 * What runs of scenarios have on a server.
 *
 * @param abandoned those of runs of which no session is connected
 * @param inUse those of the other runs
 * @param notes what a reader should know
 */
public record FoundLeftovers(List<Leftover> abandoned, List<Leftover> inUse, List<String> notes) {
    public FoundLeftovers {
        abandoned = List.copyOf(abandoned);
        inUse = List.copyOf(inUse);
        notes = List.copyOf(notes);
    }

    /** The same without what is not abandoned any more. */
    List<Leftover> stillAbandoned(List<Leftover> before) {
        return before.stream().filter(abandoned::contains).toList();
    }
}
