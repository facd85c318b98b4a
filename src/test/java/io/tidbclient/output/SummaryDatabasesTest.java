package io.tidbclient.output;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.connection.DatabaseAccess;
import io.tidbclient.connection.DatabaseAccess.Extent;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import static io.tidbclient.output.SummaryText.REFUSED;
import static io.tidbclient.output.SummaryText.summary;
import static org.assertj.core.api.Assertions.assertThat;

/** The databases in the closing summary of a check. */
class SummaryDatabasesTest {
    private static final DatabaseAccess CRM = new DatabaseAccess("crm", Extent.ALL, Extent.ALL, Extent.ALL);
    private static final DatabaseAccess AUDIT = new DatabaseAccess("audit", Extent.ALL, Extent.NONE, Extent.NONE);

    @Test
    void each_database_has_a_line_of_its_own() {
        CheckSnapshot run = Runs.run(
                Duration.ZERO,
                List.of(
                        Runs.withDatabases(Runs.completed(1), Runs.ACCESS, CRM, AUDIT),
                        Runs.withDatabases(Runs.completed(2), Runs.ACCESS, CRM, AUDIT),
                        Runs.failed(3, Runs.DENIED)));
        assertThat(summary(80, run, REFUSED)).contains("""
                          database     test; read: yes, write: in part, create: NO
                          database     crm; read: yes, write: yes, create: yes
                          database     audit; read: yes, write: NO, create: NO

                        LATENCY""");
    }

    @Test
    void a_database_says_whose_it_is_where_connections_differ() {
        DatabaseAccess shut = new DatabaseAccess("crm", Extent.NONE, Extent.NONE, Extent.NONE);
        CheckSnapshot run = Runs.run(
                Duration.ZERO,
                Runs.connections(
                        6,
                        n -> n == 2
                                ? Runs.withDatabases(Runs.completed(n), Runs.ACCESS, shut)
                                : Runs.withDatabases(Runs.completed(n), Runs.ACCESS, CRM)));
        assertThat(summary(80, run, REFUSED)).contains("""
                          database     test; read: yes, write: in part, create: NO
                          database     crm; read: yes, write: yes, create: yes (5 connections)
                          database     crm; read: NO, write: NO, create: NO (c2)

                        LATENCY""");
    }

    @Test
    void a_database_that_one_connection_could_not_use_says_which_could() {
        CheckSnapshot run = Runs.run(
                Duration.ZERO,
                List.of(
                        Runs.withDatabases(Runs.completed(1), Runs.ACCESS, CRM),
                        Runs.withDatabases(Runs.failed(2, Runs.DENIED), Runs.ACCESS)));
        assertThat(summary(80, run, REFUSED)).contains("""
                          database     test; read: yes, write: in part, create: NO
                          database     crm; read: yes, write: yes, create: yes (c1)

                        """);
    }

    @Test
    void of_many_databases_the_first_are_listed() {
        DatabaseAccess[] many = IntStream.rangeClosed(1, 30)
                .mapToObj(n -> new DatabaseAccess("d" + n, Extent.ALL, Extent.ALL, Extent.ALL))
                .toArray(DatabaseAccess[]::new);
        CheckSnapshot run = Runs.run(Duration.ZERO, List.of(Runs.withDatabases(Runs.completed(1), many)));
        assertThat(summary(80, run, REFUSED)).contains("""
                          database     d19; read: yes, write: yes, create: yes
                          database     … and 11 more: -o json lists them all

                        """);
    }
}
