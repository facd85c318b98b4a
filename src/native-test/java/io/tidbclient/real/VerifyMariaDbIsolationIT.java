package io.tidbclient.real;

import io.tidbclient.testing.MariaDbServer;
import io.tidbclient.testing.RealMariaDb;
import io.tidbclient.testing.Thorough;
import io.tidbclient.testing.ToolRun;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Which isolation MariaDB's InnoDB provides at each level. */
@RealMariaDb
@Thorough
class VerifyMariaDbIsolationIT {
    private static Checked report(MariaDbServer mariadb, String... more) {
        return Verifications.report(mariadb.address(), "", more);
    }

    @Test
    void read_uncommitted_shows_dirty_reads(MariaDbServer mariadb) {
        Checked report =
                report(mariadb, "--isolation", "read-uncommitted", "--count", "4000", "--expect", "read-committed");

        assertThat(report.exitCode()).as("%s", report).isEqualTo(1);
        assertThat(Verifications.anomalies(report)).contains("G1b").doesNotContain("G0", "lost-append");
        assertThat(report.at("/histories/0/strongestNotRuledOut")).hasToString("[\"read-uncommitted\"]");
        assertThat(report.at("/histories/0/transactionMode").isNull()).isTrue();
    }

    @Test
    void repeatable_read_without_snapshot_isolation_loses_updates(MariaDbServer mariadb) {
        Checked report = report(mariadb, "--count", "4000", "--keys", "4");

        assertThat(report.exitCode()).as("%s", report).isZero();
        assertThat(report.text("/histories/0/expected")).isEqualTo("read-committed");
        assertThat(Verifications.anomalies(report))
                .contains("lost-update", "G-single")
                .doesNotContain("G0", "G1a", "G1b", "G1c");
    }

    @Test
    void serializable_shows_no_anomaly(MariaDbServer mariadb) {
        Checked report = report(mariadb, "--isolation", "serializable", "--count", "3000");

        assertThat(report.exitCode()).as("%s", report).isZero();
        assertThat(report.text("/histories/0/expected")).isEqualTo("serializable");
        assertThat(Verifications.anomalies(report)).isEmpty();
    }

    @Test
    void sessions_that_are_killed_reconnect_and_cause_no_anomaly(MariaDbServer mariadb) {
        Checked report = report(mariadb, "--isolation", "serializable", "--count", "1000", "--kill-connections", "0.2");

        assertThat(report.exitCode()).as("%s", report).isZero();
        assertThat(Verifications.anomalies(report)).isEmpty();
        assertThat(report.at("/histories/0/run/reconnects").asLong()).isBetween(100L, 300L);
    }

    @Test
    void there_are_no_optimistic_transactions(MariaDbServer mariadb) {
        ToolRun run = Verifications.command(mariadb.address(), "", "--transactions", "optimistic")
                .run(Checked.LIMIT);

        assertThat(run.exitCode()).as("%s", run).isEqualTo(1);
        assertThat(run.stdout()).contains("tidb_txn_mode");
    }
}
