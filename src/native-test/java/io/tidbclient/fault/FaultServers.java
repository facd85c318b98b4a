package io.tidbclient.fault;

import java.util.Optional;

/**
 * What the scenes of a test class share.
 *
 * @param real the server behind their relays; empty for a sandbox each
 * @param certificates those of sandboxes with TLS
 * @param pace the time limits of their cells
 */
record FaultServers(Optional<RealServer> real, SceneTls certificates, Pace pace) {
    /** A sandbox for each scene. */
    static FaultServers sandboxes() {
        return new FaultServers(Optional.empty(), new SceneTls(), Pace.ofBuild());
    }

    /** This server for all scenes. */
    static FaultServers of(RealServer server, Pace pace) {
        return new FaultServers(Optional.of(server), new SceneTls(), pace);
    }
}
