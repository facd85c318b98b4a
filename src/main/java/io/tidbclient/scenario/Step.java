package io.tidbclient.scenario;

import io.tidbclient.connection.ServerVersion.Product;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One step of a script.
 *
 * @param place where it stands
 * @param name how the script calls it; empty when it has no name
 * @param session whose it is: a session's or a group's name
 * @param action what it does
 * @param expectations what it is expected to do, on servers that {@code elsewhere} does not name
 * @param elsewhere what is expected instead on these servers
 * @param onlyOn the servers on which it is taken at all
 * @param saves values of the first row to keep, name to column; the empty column is the first
 * @param limit how long it may take; empty for the scenario's limit
 */
public record Step(
        Place place,
        Optional<String> name,
        String session,
        Action action,
        List<Expectation> expectations,
        Map<Product, List<Expectation>> elsewhere,
        Set<Product> onlyOn,
        Map<String, String> saves,
        Optional<Duration> limit) {
    public Step {
        expectations = List.copyOf(expectations);
        elsewhere = Map.copyOf(elsewhere);
        onlyOn = Set.copyOf(onlyOn);
        saves = Map.copyOf(saves);
    }

    /** What is expected of it on a server. */
    public List<Expectation> expectedOn(Product product) {
        return elsewhere.getOrDefault(product, expectations);
    }

    /** The same step of another session: of one member of a group. */
    public Step of(String member) {
        return new Step(place, name, member, action, expectations, elsewhere, onlyOn, saves, limit);
    }
}
