package io.tidbclient.scenario.run;

import io.tidbclient.connection.Answer;
import io.tidbclient.connection.ServerVersion.Product;
import io.tidbclient.isolation.IsolationLevel;
import io.tidbclient.isolation.ServerConfiguration;
import io.tidbclient.isolation.TransactionMode;
import io.tidbclient.scenario.SqlText;
import io.tidbclient.scenario.TransactionBlock;
import io.tidbclient.scenario.Workload;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The isolation level and the transaction mode of a workload's sessions: what decides which model a server promises. */
final class SessionIsolation {
    /** MySQL and TiDB have the first name, MariaDB before 11.1 the second. */
    private static final String VARIABLES = "SHOW VARIABLES WHERE Variable_name IN"
            + " ('transaction_isolation', 'tx_isolation', 'tidb_txn_mode', 'innodb_snapshot_isolation')";

    /** A transaction of TiDB that says itself in which mode it is. */
    private static final Pattern BEGIN_MODE =
            Pattern.compile("BEGIN\\s+(PESSIMISTIC|OPTIMISTIC)\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private SessionIsolation() {}

    /**
     * Reads them from a session of the workload.
     *
     * @throws io.tidbclient.connection.FailureException when the server does not answer
     */
    static ServerConfiguration of(SessionConnection session, Product product, Workload workload) {
        Map<String, String> variables = new HashMap<>();
        Answer answer = session.run(VARIABLES, List.of());
        for (int row = 0; row < answer.rows().size(); row++) {
            variables.put(
                    answer.value(row, 0).orElse("").toLowerCase(Locale.ROOT),
                    answer.value(row, 1).orElse(""));
        }
        String level = variables.getOrDefault("transaction_isolation", variables.getOrDefault("tx_isolation", ""));
        return new ServerConfiguration(
                product,
                // Of one that is not known, the weakest is promised.
                IsolationLevel.named(level.toLowerCase(Locale.ROOT)).orElse(IsolationLevel.READ_UNCOMMITTED),
                mode(product, variables.getOrDefault("tidb_txn_mode", ""), workload),
                variables.getOrDefault("innodb_snapshot_isolation", "").equalsIgnoreCase("ON"));
    }

    /** Optimistic, which promises more, only when all transactions are. */
    private static TransactionMode mode(Product product, String variable, Workload workload) {
        if (product != Product.TIDB) {
            return TransactionMode.PESSIMISTIC;
        }
        Set<Boolean> optimistic = workload.statements()
                .map(TransactionBlock.Statement::sql)
                .filter(SqlText::beginsTransaction)
                .map(sql -> BEGIN_MODE.matcher(sql.written()))
                .map(begin -> begin.matches() ? isOptimistic(begin) : variable.equalsIgnoreCase("optimistic"))
                .collect(Collectors.toSet());
        boolean all = optimistic.isEmpty() ? variable.equalsIgnoreCase("optimistic") : !optimistic.contains(false);
        return all ? TransactionMode.OPTIMISTIC : TransactionMode.PESSIMISTIC;
    }

    private static boolean isOptimistic(Matcher begin) {
        return begin.group(1).equalsIgnoreCase("OPTIMISTIC");
    }
}
