package io.tidbclient.scenario.script;

import io.tidbclient.scenario.ListAccess;
import io.tidbclient.scenario.ServerCase;
import io.tidbclient.scenario.TransactionBlock;

import java.util.List;
import java.util.Set;

/** Which names have a value within a transaction of a workload. */
final class TransactionBindings {
    private final Bindings bindings;
    private final Set<ServerCase> on;

    /** @param on the servers that the scenario is for */
    TransactionBindings(Bindings bindings, Set<ServerCase> on) {
        this.bindings = bindings;
        this.on = on;
    }

    /** Goes through statements in their order; what they save is known afterwards. */
    void check(List<TransactionBlock> blocks, Knowledge known) {
        for (TransactionBlock block : blocks) {
            switch (block) {
                case TransactionBlock.Statement statement -> statement(statement, known);
                case TransactionBlock.Repeat repeat -> repeat(repeat, known);
                case TransactionBlock.Choice choice ->
                    known.addShared(choice.options().stream()
                            .map(option -> {
                                Knowledge own = new Knowledge(known);
                                check(option.body(), own);
                                return own;
                            })
                            .toList());
            }
        }
    }

    private void statement(TransactionBlock.Statement statement, Knowledge known) {
        statement.access().ifPresent(access -> bindings.list(access, known, on));
        Knowledge here = new Knowledge(known);
        if (statement
                .access()
                .filter(access -> access.kind() == ListAccess.Kind.APPENDS)
                .isPresent()) {
            here.learn(ListAccess.ELEMENT, on);
        }
        bindings.statement(statement, here, on);
        statement.step().saves().keySet().forEach(name -> known.learn(name, on));
    }

    /** The first iteration knows least. */
    private void repeat(TransactionBlock.Repeat repeat, Knowledge known) {
        Knowledge within = new Knowledge(known);
        if (!repeat.counter().isEmpty()) {
            within.learn(repeat.counter(), on);
        }
        repeat.values().keySet().forEach(name -> within.learn(name, on));
        check(repeat.body(), within);
        TransactionBlock.statements(repeat.body())
                .flatMap(statement -> statement.step().saves().keySet().stream())
                .filter(name -> within.missing(name, on).isEmpty())
                .forEach(name -> known.learn(name, on));
    }
}
