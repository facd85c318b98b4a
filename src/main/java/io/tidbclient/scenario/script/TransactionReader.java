package io.tidbclient.scenario.script;

import io.tidbclient.config.Quoted;
import io.tidbclient.scenario.Action;
import io.tidbclient.scenario.ListAccess;
import io.tidbclient.scenario.SqlText;
import io.tidbclient.scenario.Step;
import io.tidbclient.scenario.TransactionBlock;
import io.tidbclient.scenario.ValueSource;
import io.tidbclient.scenario.Workload;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the transactions of a workload. */
final class TransactionReader {
    private static final String WEIGHT = "weight";
    private static final int MOST_WEIGHT = 1_000_000;
    private static final int MOST_ROUNDS = 1_000;
    private static final long MOST_STATEMENTS = 10_000;
    private static final long MOST_KEY = 100_000_000_000_000L;

    private final Names names;
    private final StepReader steps;
    private final String session;

    /** @param session whose statements they are */
    TransactionReader(Names names, StepReader steps, String session) {
        this.names = names;
        this.steps = steps;
        this.session = session;
    }

    /** The only kind of transaction of a workload. */
    Workload.Shape only(Field.Entry transaction) {
        return shape(transaction, "", 1);
    }

    /** Kinds of transactions to choose from. */
    List<Workload.Shape> shapes(Field.Entry oneOf) {
        List<Field> items = options(oneOf, "kinds of transactions");
        Set<String> taken = new HashSet<>();
        return items.stream().map(item -> shape(item, taken)).toList();
    }

    private Workload.Shape shape(Field item, Set<String> taken) {
        Map<String, Field.Entry> entries = item.entries(
                "a kind of transaction", "a map with 'name' and 'transaction'", List.of("name", WEIGHT, "transaction"));
        if (!entries.containsKey("name") || !entries.containsKey("transaction")) {
            throw item.wrong(
                    "a kind of transaction needs a 'name', which results call it, and 'transaction'; give both");
        }
        String name = entries.get("name").value().text("name", "a name");
        if (!taken.add(name)) {
            throw entries.get("name")
                    .value()
                    .wrong("another kind of transaction is called " + Quoted.of(name) + "; give it another name");
        }
        return shape(entries.get("transaction"), name, weight(entries));
    }

    private Workload.Shape shape(Field.Entry transaction, String name, int weight) {
        List<TransactionBlock> body = blocks(transaction.value(), "transaction");
        long most = TransactionBlock.mostStatements(body);
        if (most > MOST_STATEMENTS) {
            throw transaction
                    .value()
                    .wrong("a transaction can have %s%d statements with its loops; give at most %d"
                            .formatted(most == Long.MAX_VALUE ? "at least " : "", most, MOST_STATEMENTS));
        }
        TransactionPaths.requireEnd(body);
        return new Workload.Shape(transaction.value().place(), name, weight, body);
    }

    private static int weight(Map<String, Field.Entry> entries) {
        return entries.containsKey(WEIGHT) ? (int) entries.get(WEIGHT).value().wholeNumber(WEIGHT, 1, MOST_WEIGHT) : 1;
    }

    private static List<Field> options(Field.Entry oneOf, String what) {
        List<Field> items = oneOf.value().items("one-of", "a list of " + what);
        if (items.size() < 2) {
            throw oneOf.value()
                    .wrong("'one-of' needs two or more " + what + "; give them, or write it without 'one-of'");
        }
        return items;
    }

    private List<TransactionBlock> blocks(Field field, String what) {
        return field.oneOrMore(what, "statements").stream().map(this::block).toList();
    }

    private TransactionBlock block(Field item) {
        if (item.isMap()) {
            Map<String, Field.Entry> entries = item.entries("a statement", "a map with 'sql'");
            if (entries.containsKey("repeat")) {
                return repeat(item);
            }
            if (entries.containsKey("one-of")) {
                item.entries("a choice", "", List.of("one-of"));
                return new TransactionBlock.Choice(options(entries.get("one-of"), "lists of statements").stream()
                        .map(this::option)
                        .toList());
            }
        }
        Step step = steps.statement(item, session);
        return new TransactionBlock.Statement(step, item.isMap() ? access(item, step) : Optional.empty());
    }

    private TransactionBlock.Option option(Field item) {
        Map<String, Field.Entry> entries =
                item.entries("an option of a choice", "a map with 'steps'", List.of(WEIGHT, "steps"));
        if (!entries.containsKey("steps")) {
            throw item.wrong("an option needs 'steps', its statements; give them");
        }
        return new TransactionBlock.Option(
                weight(entries), blocks(entries.get("steps").value(), "steps"));
    }

    private TransactionBlock repeat(Field item) {
        Map<String, Field.Entry> entries =
                item.entries("a loop", "a map with 'steps'", List.of("repeat", "as", "values", "steps"));
        if (!entries.containsKey("steps")) {
            throw item.wrong("a loop without 'steps' repeats nothing; give its statements");
        }
        Field times = entries.get("repeat").value();
        int least;
        int most;
        if (times.isMap()) {
            Map<String, Field.Entry> range = times.entries("repeat", "{between: [1, 5]}", List.of("between"));
            List<Field> ends =
                    range.isEmpty() ? List.of() : range.get("between").value().items("between", "[least, most]");
            if (ends.size() != 2) {
                throw times.wrong("a range of iterations needs two numbers; give {between: [least, most]}");
            }
            least = (int) ends.get(0).wholeNumber("the least number of iterations", 1, MOST_ROUNDS);
            most = (int) ends.get(1).wholeNumber("the largest number of iterations", least, MOST_ROUNDS);
        } else {
            least = (int) times.wholeNumber("repeat", 1, MOST_ROUNDS);
            most = least;
        }
        String counter = "";
        if (entries.containsKey("as")) {
            Field as = entries.get("as").value();
            counter = as.text("as", "a name for the iteration's number");
            names.value(counter, as);
        }
        Map<String, ValueSource> values = entries.containsKey("values")
                ? ValueReader.values(entries.get("values").value(), names)
                : Map.of();
        return new TransactionBlock.Repeat(
                least, most, counter, values, blocks(entries.get("steps").value(), "steps"));
    }

    private Optional<ListAccess> access(Field item, Step step) {
        Map<String, Field.Entry> entries = item.entries("a statement", "a map with 'sql'");
        Field.Entry reads = entries.get(ListAccess.Kind.READS.label());
        Field.Entry appends = entries.get(ListAccess.Kind.APPENDS.label());
        if (reads == null && appends == null) {
            return Optional.empty();
        }
        if (reads != null && appends != null) {
            throw appends.key().wrong("a statement either reads a list or appends to one; remove 'reads' or 'appends'");
        }
        SqlText sql = ((Action.Run) step.action()).sql();
        if (reads != null) {
            if (sql.neverHasRows()) {
                throw reads.key().wrong(sql.verb() + " reads no list; remove 'reads', or give a SELECT of the list");
            }
            return Optional.of(new ListAccess(ListAccess.Kind.READS, key(reads)));
        }
        if (sql.neverChangesRows()) {
            throw appends.key().wrong(sql.verb() + " appends to no list; remove 'appends', or give an UPDATE");
        }
        if (!sql.names().contains(ListAccess.ELEMENT)) {
            throw appends.key().wrong("the statement does not use :element, the number that it has to append; add it");
        }
        return Optional.of(new ListAccess(ListAccess.Kind.APPENDS, key(appends)));
    }

    private ListAccess.Key key(Field.Entry entry) {
        String text = entry.value().text(entry.name(), "the number of a list, or the name of a value that has it");
        if (text.matches("-?[0-9]+")) {
            return new ListAccess.Fixed(entry.value().wholeNumber(entry.name(), 0, MOST_KEY));
        }
        return names.placed(new ListAccess.Named(text), entry.value());
    }
}
