import io.tidbclient.check.CheckCoordinator;
import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.check.ConnectionView;
import io.tidbclient.config.CheckRequest;
import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.config.Secret;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.engine.RunResult;
import io.tidbclient.engine.State;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Three connections, checked together: make a coordinator, add connections, run them, print the results. The exit code is 0 when
 * all of them completed, 1 when one did not, 2 for a mistake in the environment.
 *
 * <p>The server is that of TIDB_HOST, TIDB_PORT (4000), TIDB_USER (root), TIDB_PASSWORD (empty) and TIDB_DATABASE, which names one
 * database or several, separated by commas: the connections take turns.
 */
public final class SimpleMultiConnection {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private SimpleMultiConnection() {}

    public static void main(String[] arguments) {
        System.exit(run(System.getenv()));
    }

    private static int run(Map<String, String> environment) {
        List<ConnectionSettings> connections = new ArrayList<>();
        try {
            connections.add(connection("orders", 0, environment));
            connections.add(connection("billing", 1, environment));
            connections.add(connection("reports", 2, environment));
        } catch (IllegalArgumentException e) {
            System.err.println("SimpleMultiConnection: " + e.getMessage());
            return 2;
        }
        CheckRequest request = CheckRequest.of(connections).within(LIMIT);
        try (CheckCoordinator coordinator = CheckCoordinator.open()) {
            RunResult<CheckSnapshot> result =
                    coordinator.prepare(request).start().result().await().indefinitely();
            result.last().connections().forEach(connection -> System.out.println(line(connection)));
            System.out.println(result.verdict().sentence());
            return result.verdict().isSuccess() ? 0 : 1;
        }
    }

    /** A connection: id, host, port, user, password, database. */
    private static ConnectionSettings connection(String id, int number, Map<String, String> environment) {
        String host = environment.getOrDefault("TIDB_HOST", "");
        if (host.isBlank()) {
            throw new IllegalArgumentException("no server; set TIDB_HOST, or use 'make run-simple', which starts a sandbox");
        }
        ServerAddress server = new ServerAddress(host, port(environment.getOrDefault("TIDB_PORT", "4000")));
        String user = environment.getOrDefault("TIDB_USER", "root");
        Secret password = Secret.of(environment.getOrDefault("TIDB_PASSWORD", ""));
        String[] databases = environment.getOrDefault("TIDB_DATABASE", "test").split(",");
        return ConnectionSettings.of(id, server, user, password, databases[number % databases.length]);
    }

    private static int port(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("TIDB_PORT is not a number; set it to 1 to 65535", e);
        }
    }

    private static String line(ConnectionView connection) {
        String state = connection.state().map(State::label).orElse("not started");
        String detail = connection
                .failure()
                .map(failure -> failure.state() + ": " + failure.sentence() + " " + failure.hint())
                .orElseGet(() -> connection
                        .version()
                        .map(version -> version.product().label() + " " + version.release())
                        .orElse(""));
        return "%-8s %s  %-9s  %s".formatted(connection.name(), connection.target(), state, detail).strip();
    }
}
