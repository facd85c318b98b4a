package io.tidbclient.scenario.script;

import io.tidbclient.scenario.Action;
import io.tidbclient.scenario.ListAccess;
import io.tidbclient.scenario.SqlText;
import io.tidbclient.scenario.Step;
import io.tidbclient.scenario.TransactionBlock;
import io.tidbclient.scenario.Workload;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the transactions of a workload. */
final class TransactionReader {
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
    Workload.Shape shape(Field.Entry transaction) {
        List<TransactionBlock> body = blocks(transaction.value(), "transaction");
        TransactionPaths.requireEnd(body);
        return new Workload.Shape(transaction.value().place(), "", 1, body);
    }

    private List<TransactionBlock> blocks(Field field, String what) {
        return field.oneOrMore(what, "statements").stream().map(this::block).toList();
    }

    private TransactionBlock block(Field item) {
        Step step = steps.statement(item, session);
        return new TransactionBlock.Statement(step, item.isMap() ? access(item, step) : Optional.empty());
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
