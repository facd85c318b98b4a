package io.tidbclient.scenario.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the list of transactions in what {@code SHOW ENGINE INNODB STATUS} answers. */
final class InnodbStatus {
    static final String VIEW = "InnoDB status";

    /**
     * Up to the connection: what follows is the text of its statement, in which anything may stand. A prepared XA
     * transaction whose client has gone has no connection.
     */
    private static final Pattern TRANSACTION = Pattern.compile(
            "^---TRANSACTION [^\\n]*\\n(?:mysql tables in use[^\\n]*\\n)?"
                    + "(?:(LOCK WAIT )|[A-Z ]*)(\\d+) lock struct\\(s\\)[^\\n]*\\n"
                    + "(?:(?:MariaDB|MySQL) thread id (\\d{1,18})\\b|(?!MariaDB|MySQL))",
            Pattern.MULTILINE);

    /** InnoDB leaves transactions out of a status of more than 1 MB (srv0srv.h, ha_innodb.cc). */
    private static final String LEFT_OUT = "... truncated...";

    private InnodbStatus() {}

    /**
     * The transactions that wait, each for any other one that holds a lock: the status does not name which. When it
     * leaves out some, the holders are unknown.
     */
    static List<LockWait> lockWaits(String status) {
        List<Long> waiters = new ArrayList<>();
        Set<Long> holders = new HashSet<>();
        Matcher transaction = TRANSACTION.matcher(status);
        while (transaction.find()) {
            long connection =
                    transaction.group(3) == null ? LockWait.NO_CONNECTION : Long.parseLong(transaction.group(3));
            if (transaction.group(1) != null && connection != LockWait.NO_CONNECTION) {
                waiters.add(connection);
            }
            if (!transaction.group(2).equals("0")) {
                holders.add(connection);
            }
        }
        boolean complete = !status.contains(LEFT_OUT);
        return waiters.stream()
                .map(waiter -> new LockWait(waiter, complete ? others(holders, waiter) : Set.of(), false, VIEW))
                .toList();
    }

    private static Set<Long> others(Set<Long> holders, long waiter) {
        Set<Long> others = new HashSet<>(holders);
        others.remove(waiter);
        return others;
    }
}
