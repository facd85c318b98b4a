package io.tidbclient.cli.completion;

import java.util.List;

/** A command that knows which values its parameters may have. */
public interface CompletesParameters {
    /**
     * The values that would do, the likeliest first. The command line was parsed as far as it is typed; what its
     * options say holds.
     *
     * @return none where they cannot be had within three seconds and without asking anybody anything
     * @throws RuntimeException when they cannot be had at all; ignored silently
     */
    List<Candidate> candidates();
}
