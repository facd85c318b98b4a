package io.tidbclient.scenario;

import io.tidbclient.connection.ServerVersion;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One step of a script.
 *
 * @param place where it stands
 * @param name how the script calls it; empty when it has no name
 * @param session whose it is: a session's or a group's name
 * @param action what it does
 * @param expected what is expected of it
 * @param onlyOn the servers on which it is taken at all
 * @param saves values of the first row to keep, name to column; the empty column is the first
 * @param limit how long it may take; empty for the scenario's limit
 * @param after the steps that have to have ended before it begins
 */
public record Step(
        Place place,
        Optional<String> name,
        String session,
        Action action,
        ExpectationsByServer expected,
        ServerCondition onlyOn,
        Map<String, String> saves,
        Optional<Duration> limit,
        List<Predecessor> after) {
    public Step {
        after = List.copyOf(after);
        saves = Map.copyOf(saves);
    }

    /** What is expected of it on servers for which it has nothing of their own. */
    public List<Expectation> expectations() {
        return expected.usual();
    }

    /** What is expected of it on a server. */
    public List<Expectation> expectedOn(ServerVersion server) {
        return expected.on(server);
    }

    /** Where its expectations stand. */
    public Place expectedAt() {
        return expected.place().orElse(place);
    }

    /** The same step with other expectations. */
    public Step expecting(ExpectationsByServer others) {
        return new Step(place, name, session, action, others, onlyOn, saves, limit, after);
    }

    /** The same step of another session: of one member of a group. */
    public Step of(String member) {
        return new Step(place, name, member, action, expected, onlyOn, saves, limit, after);
    }

    /** The same step, taken only where this condition holds, too. */
    public Step where(ServerCondition condition) {
        return new Step(place, name, session, action, expected, condition.and(onlyOn), saves, limit, after);
    }
}
