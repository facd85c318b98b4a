package io.tidbclient.scenario.run;

import org.junit.jupiter.api.Test;

import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class InnodbStatusTest {
    /** Of MariaDB 10.11; 6 waits for 5, and 8 holds nothing. */
    static final String STATUS = """
            ------------
            TRANSACTIONS
            ------------
            Trx id counter 26
            LIST OF TRANSACTIONS FOR EACH SESSION:
            ---TRANSACTION 25, ACTIVE 3 sec starting index read
            mysql tables in use 1, locked 1
            LOCK WAIT 2 lock struct(s), heap size 1128, 1 row lock(s)
            MariaDB thread id 6, OS thread handle 140274845144768, query id 14 localhost 127.0.0.1 root Updating
            update t set v=12 where id=1
            ------- TRX HAS BEEN WAITING 2184510 us FOR THIS LOCK TO BE GRANTED:
            RECORD LOCKS space id 5 page no 3 n bits 320 index PRIMARY of table `p`.`t` trx id 25 lock_mode X waiting
            ------------------
            ---TRANSACTION 24, ACTIVE 3 sec
            2 lock struct(s), heap size 1128, 1 row lock(s), undo log entries 1
            MariaDB thread id 7, OS thread handle 140274844837568, query id 12 localhost 127.0.0.1 root\s
            ---TRANSACTION 23, ACTIVE 3 sec
            2 lock struct(s), heap size 1128, 1 row lock(s), undo log entries 1
            MariaDB thread id 5, OS thread handle 140275175945920, query id 10 localhost 127.0.0.1 root\s
            ---TRANSACTION (0x7f), ACTIVE 1 sec
            0 lock struct(s), heap size 1128, 0 row lock(s)
            MariaDB thread id 8, OS thread handle 140275175945921, query id 19 localhost 127.0.0.1 root\s
            --------
            FILE I/O
            """;

    @Test
    void a_waiter_waits_for_any_other_transaction_that_holds_a_lock() {
        assertThat(InnodbStatus.lockWaits(STATUS))
                .containsExactly(new LockWait(6, Set.of(5L, 7L), false, "InnoDB status"));
    }

    @Test
    void a_prepared_transaction_whose_client_has_gone_and_one_that_is_rolled_back_hold_locks() {
        String others = """
                ---TRANSACTION 22, ACTIVE (PREPARED) 2 sec recovered trx
                2 lock struct(s), heap size 1128, 1 row lock(s), undo log entries 1
                ---TRANSACTION 21, ACTIVE 9 sec rollback
                mysql tables in use 1, locked 1
                ROLLING BACK 2 lock struct(s), heap size 1128, 1 row lock(s), undo log entries 1
                MariaDB thread id 4, OS thread handle 140275175945922, query id 9 localhost 127.0.0.1 root Rollback
                --------
                FILE I/O
                """;

        assertThat(InnodbStatus.lockWaits(STATUS.replace("--------\nFILE I/O\n", others)))
                .containsExactly(new LockWait(6, Set.of(5L, 7L, 4L, LockWait.NO_CONNECTION), false, "InnoDB status"));
    }

    @Test
    void holders_are_unknown_when_the_status_leaves_transactions_out() {
        assertThat(InnodbStatus.lockWaits(STATUS.replace("--------\nFILE I/O\n", "... truncated...\n")))
                .containsExactly(new LockWait(6, Set.of(), false, "InnoDB status"));
    }

    @Test
    void a_statement_whose_text_looks_like_the_status_with_an_impossible_id_is_not_read() {
        String statement = """
                update t set v = '
                ---TRANSACTION 26, ACTIVE 1 sec
                LOCK WAIT 2 lock struct(s), heap size 1128
                MySQL thread id 99999999999999999999, x' where id=1
                """;

        assertThat(InnodbStatus.lockWaits(STATUS.replace("update t set v=12 where id=1\n", statement)))
                .isEqualTo(InnodbStatus.lockWaits(STATUS));
    }

    @Test
    void nothing_is_read_from_another_text() {
        assertThat(InnodbStatus.lockWaits("LOCK WAIT 2 lock struct(s)\nMariaDB thread id 6"))
                .isEmpty();
    }
}
