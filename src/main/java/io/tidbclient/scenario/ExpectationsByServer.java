package io.tidbclient.scenario;

import io.tidbclient.connection.ServerVersion;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is expected of a step or a check, by server.
 *
 * @param place where they stand; empty for the place of the step or the check
 * @param usual on servers for which none of {@code elsewhere} is
 * @param elsewhere the first that is for the server counts
 */
public record ExpectationsByServer(Optional<Place> place, List<Expectation> usual, List<OnServer> elsewhere) {
    /**
     * What is expected on some servers.
     *
     * @param place where it stands
     */
    public record OnServer(Place place, ServerCondition condition, List<Expectation> expectations) {
        public OnServer {
            expectations = List.copyOf(expectations);
        }
    }

    public ExpectationsByServer {
        usual = List.copyOf(usual);
        elsewhere = List.copyOf(elsewhere);
    }

    /** The same on every server. */
    public static ExpectationsByServer everywhere(List<Expectation> expectations) {
        return new ExpectationsByServer(Optional.empty(), expectations, List.of());
    }

    /** The same, standing elsewhere than the step. */
    public ExpectationsByServer at(Place other) {
        return new ExpectationsByServer(Optional.of(other), usual, elsewhere);
    }

    /** Those that count on a server. */
    public List<Expectation> on(ServerVersion server) {
        return elsewhere.stream()
                .filter(other -> other.condition().holds(server))
                .findFirst()
                .map(OnServer::expectations)
                .orElse(usual);
    }

    /** Those of any server. */
    public List<List<Expectation>> all() {
        return Stream.concat(elsewhere.stream().map(OnServer::expectations), Stream.of(usual))
                .toList();
    }

    Stream<ServerCondition> conditions() {
        return elsewhere.stream().map(OnServer::condition);
    }
}
