package io.tidbclient.scenario;

import io.tidbclient.config.Secret;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A session of a scenario, or a group of like ones.
 *
 * @param place where it is declared
 * @param name unique within the scenario
 * @param count 1, or how many members the group has; they are called name1, name2 …
 * @param isolation the isolation level as SQL writes it, if one is asked for
 * @param mode how its transactions begin, if that is asked for
 * @param variables session variables to set
 * @param user as whom; empty for the command's user
 * @param later whether a step of its own opens it, instead of the scenario's beginning
 * @param server which of the servers that the command names, from 1; {@link #IN_TURN} for all in turn
 * @param setup statements that it runs whenever it has been opened, before its steps
 * @param teardown statements that it runs when the scenario has ended
 */
public record SessionPlan(
        Place place,
        String name,
        int count,
        Optional<String> isolation,
        Optional<Mode> mode,
        Map<String, Scalar> variables,
        Optional<Login> user,
        boolean later,
        int server,
        List<SqlText> setup,
        List<SqlText> teardown) {
    /** As {@link #server}: the members of the group are spread over all servers in turn. */
    public static final int IN_TURN = 0;

    /** How transactions begin. */
    public enum Mode {
        /** Locks as it goes. */
        PESSIMISTIC,
        /** Finds out at COMMIT. */
        OPTIMISTIC
    }

    /** As whom a session logs in. */
    public sealed interface Login {
        /** A user that the scenario itself makes. */
        record Made(String account) implements Login {}

        /** An existing user. */
        record Known(String user, Secret password) implements Login {}
    }

    public SessionPlan {
        variables = Map.copyOf(variables);
        setup = List.copyOf(setup);
        teardown = List.copyOf(teardown);
    }

    /** The names of its connections: its own, or those of the group's members. */
    public List<String> members() {
        return count == 1
                ? List.of(name)
                : IntStream.rangeClosed(1, count).mapToObj(i -> name + i).toList();
    }
}
