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

    /** Up to the connection: what follows is the text of its statement, in which anything may stand. */
    private static final Pattern TRANSACTION = Pattern.compile(
            "^---TRANSACTION [^\\n]*\\n(?:mysql tables in use[^\\n]*\\n)?(LOCK WAIT )?(\\d+) lock struct\\(s\\)[^\\n]*\\n"
                    + "(?:MariaDB|MySQL) thread id (\\d{1,18})\\b",
            Pattern.MULTILINE);

    private InnodbStatus() {}

    /** The transactions that wait, each for any other one that holds a lock: the status does not name which. */
    static List<LockWait> lockWaits(String status) {
        List<Long> waiters = new ArrayList<>();
        Set<Long> holders = new HashSet<>();
        Matcher transaction = TRANSACTION.matcher(status);
        while (transaction.find()) {
            long connection = Long.parseLong(transaction.group(3));
            if (transaction.group(1) != null) {
                waiters.add(connection);
            }
            if (!transaction.group(2).equals("0")) {
                holders.add(connection);
            }
        }
        return waiters.stream()
                .map(waiter -> {
                    Set<Long> others = new HashSet<>(holders);
                    others.remove(waiter);
                    return new LockWait(waiter, others, false, VIEW);
                })
                .toList();
    }
}
