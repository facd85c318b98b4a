package io.tidbclient.sandbox.sql;

import io.tidbclient.sandbox.wire.ColumnType;

import java.util.List;
import java.util.Optional;

/** What a SELECT asks for. */
public sealed interface Expression {
    /**
     * A constant.
     *
     * @param text empty for NULL
     * @param type of the column it makes
     * @param decimals 0 unless it is a decimal number
     */
    record Literal(Optional<String> text, ColumnType type, int decimals) implements Expression {}

    /**
     * {@code @@name}.
     *
     * @param name in lower case, without a scope
     */
    record SystemVariable(String name) implements Expression {}

    /** {@code @name}. */
    record UserVariable(String name) implements Expression {}

    /**
     * A function.
     *
     * @param name as written
     * @param arguments constants only
     */
    record Call(String name, List<Literal> arguments) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** A bare name: a column, and there is no table to have it. */
    record Name(String name) implements Expression {}
}
