package io.tidbclient.check;

import io.tidbclient.check.CheckEvent.Fact;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The facts that were learned of a connection: the latest of each kind. Immutable.
 *
 * @param all in the order in which their kinds were first learned
 */
public record Facts(List<Fact> all) {
    /** Nothing is known yet. */
    public static final Facts NONE = new Facts(List.of());

    public Facts {
        all = List.copyOf(all);
    }

    /** These, with {@code fact} instead of an earlier one of its kind. */
    public Facts with(Fact fact) {
        List<Fact> facts = new ArrayList<>(all);
        for (int i = 0; i < facts.size(); i++) {
            if (facts.get(i).kind().equals(fact.kind())) {
                facts.set(i, fact);
                return new Facts(facts);
            }
        }
        facts.add(fact);
        return new Facts(facts);
    }

    /** The fact of that type, for types of one kind; empty while it is not known. */
    public <F extends Fact> Optional<F> latest(Class<F> type) {
        return each(type).stream().findFirst();
    }

    /** The facts of that type, one for each kind. */
    public <F extends Fact> List<F> each(Class<F> type) {
        return all.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
