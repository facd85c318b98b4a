package io.tidbclient.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** What a step is expected to do. A step without any is expected to succeed, with whatever result. */
public sealed interface Expectation {
    /** These rows, in this order or in any. */
    record Rows(List<List<Cell>> rows, boolean ordered) implements Expectation {
        public Rows {
            rows = rows.stream().map(List::copyOf).toList();
        }
    }

    /**
     * Of several results of the statement, which one the other expectations are about, and what is saved from.
     *
     * @param number counts from 1
     */
    record ResultSet(int number) implements Expectation {}

    /** The given number of rows. */
    record RowCount(long count) implements Expectation {}

    /** Columns of these names, in this order; upper and lower case are the same. */
    record Columns(List<String> names) implements Expectation {
        public Columns {
            names = List.copyOf(names);
        }
    }

    /**
     * The given number of changed rows, as the server counts them: a row that had the value before is not changed.
     */
    record Affected(long rows) implements Expectation {}

    /** The number of rows that the condition of an UPDATE found, changed or not. */
    record Matched(long rows) implements Expectation {}

    /** The number of rows that an UPDATE changed, by the server's message about it. */
    record Changed(long rows) implements Expectation {}

    /** Each result of a statement that answers with rows, as a procedure can with several; as many as there are. */
    record Results(List<List<Expectation>> each) implements Expectation {
        public Results {
            each = each.stream().map(List::copyOf).toList();
        }
    }

    /** These warnings and no others, in the server's order. */
    record Warnings(List<WarningPattern> each) implements Expectation {
        public Warnings {
            each = List.copyOf(each);
        }
    }

    /** The given number of warnings; notes count. */
    record WarningCount(long count) implements Expectation {}

    /**
     * Which warning.
     *
     * @param level Note, Warning or Error; empty for any
     * @param code the server's number; 0 for any
     * @param message what the whole message matches; null for any
     */
    record WarningPattern(String level, int code, Pattern message) {
        /** The message by its text, since patterns that say the same are not equal. */
        @Override
        public boolean equals(Object other) {
            return other instanceof WarningPattern warning
                    && code == warning.code
                    && level.equals(warning.level)
                    && Patterns.same(message, warning.message);
        }

        @Override
        public int hashCode() {
            return Objects.hash(code, level);
        }
    }

    /** Whether the server has to be asked for its warnings. */
    default boolean needsWarnings() {
        return switch (this) {
            case Warnings warnings -> true;
            case WarningCount count -> true;
            case AnyOf anyOf ->
                anyOf.alternatives().stream().flatMap(List::stream).anyMatch(Expectation::needsWarnings);
            case Rows r -> false;
            case ResultSet r -> false;
            case Results r -> false;
            case RowCount r -> false;
            case Columns c -> false;
            case Affected a -> false;
            case Matched m -> false;
            case Changed c -> false;
            case ExpectError e -> false;
            case Blocks b -> false;
            case Unblocks u -> false;
            case MaxDuration m -> false;
            case MinDuration m -> false;
        };
    }

    /** An error, one of {@code alternatives}. */
    record ExpectError(List<ErrorPattern> alternatives) implements Expectation {
        public ExpectError {
            alternatives = List.copyOf(alternatives);
        }
    }

    /** The statement waits for these sessions; for whomever when none is named. */
    record Blocks(Set<String> by) implements Expectation {
        public Blocks {
            by = Set.copyOf(by);
        }
    }

    /** Statements of these sessions that were waiting have ended once this step has. */
    record Unblocks(Set<String> sessions) implements Expectation {
        public Unblocks {
            sessions = Set.copyOf(sessions);
        }
    }

    /** It ends within this time of its beginning, waiting included. */
    record MaxDuration(Duration most) implements Expectation {}

    /** It does not end before this time after its beginning. */
    record MinDuration(Duration least) implements Expectation {}

    /** What one of these lists says holds in full. */
    record AnyOf(List<List<Expectation>> alternatives) implements Expectation {
        public AnyOf {
            alternatives = alternatives.stream().map(List::copyOf).toList();
        }
    }

    /**
     * Which error.
     *
     * @param code the server's number; 0 for any
     * @param sqlState five characters; empty for any
     * @param message what the whole message matches; null for any
     */
    record ErrorPattern(int code, String sqlState, Pattern message) {
        /** Any error that the server answers. */
        public static final ErrorPattern ANY = new ErrorPattern(0, "", null);

        /** CR_SERVER_GONE_ERROR and CR_SERVER_LOST: clients' own numbers for a connection that broke. */
        private static final Set<Integer> LOST = Set.of(2006, 2013);

        /** The message by its text, since patterns that say the same are not equal. */
        @Override
        public boolean equals(Object other) {
            return other instanceof ErrorPattern error
                    && code == error.code
                    && sqlState.equals(error.sqlState)
                    && Patterns.same(message, error.message);
        }

        @Override
        public int hashCode() {
            return Objects.hash(code, sqlState);
        }

        /** Whether it is no error that a server answers, but the loss of the connection. */
        public boolean meansLostConnection() {
            return LOST.contains(code);
        }
    }
}
