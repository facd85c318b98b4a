package io.tidbclient.scenario.run;

import io.tidbclient.connection.Answer;
import io.tidbclient.scenario.Scalar;
import io.tidbclient.scenario.SqlText;

import java.util.List;
import java.util.Map;

/** Statements of setup and teardown, run as the user of the command. */
final class AdminStatements {
    private final AdminConnection admin;
    private final GrantLock grantLock;

    AdminStatements(AdminConnection admin, GrantLock grantLock) {
        this.admin = admin;
        this.grantLock = grantLock;
    }

    /** Runs a statement of the script. */
    void run(SqlText sql, Map<String, Scalar> values) {
        List<Object> bound = StepHandler.bound(sql, values);
        if (sql.changesUsers()) {
            change(sql.jdbc(), bound);
        } else {
            ask(sql.jdbc(), bound);
        }
    }

    /** Runs a statement about users or their rights: no two at once. */
    void change(String sql, List<Object> parameters) {
        grantLock.change(() -> ask(sql, parameters));
    }

    private void ask(String sql, List<Object> parameters) {
        Answer unused = admin.call(session -> session.run(sql, parameters));
    }
}
