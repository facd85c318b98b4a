package io.tidbclient.output.json;

import io.tidbclient.check.CheckEvent.Fact;
import io.tidbclient.check.Facts;

import java.util.List;
import java.util.Optional;

/**
 * How one type of fact stands in JSON: the same fields in the event that reports it and in the object of its connection.
 *
 * @param <F> the type
 */
abstract class FactFormat<F extends Fact> {
    private final Class<F> type;
    private final String finding;

    /** @param finding the event's name for it */
    FactFormat(Class<F> type, String finding) {
        this.type = type;
        this.finding = finding;
    }

    final String finding() {
        return finding;
    }

    /** Writes its fields, each of them null when it is not known. */
    abstract void write(JsonOut json, Optional<F> fact);

    /** Reads its fields; empty when they are null. */
    abstract Optional<F> read(JsonIn json);

    /** Writes its fields in a connection's object. */
    void writeAll(JsonOut json, Facts facts) {
        write(json, facts.latest(type));
    }

    /** Reads its fields in a connection's object. */
    List<F> readAll(JsonIn json) {
        return read(json).stream().toList();
    }
}
