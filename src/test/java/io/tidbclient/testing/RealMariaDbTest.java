package io.tidbclient.testing;

import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import static org.assertj.core.api.Assertions.assertThat;

@RealMariaDb
class RealMariaDbTest {
    @Test
    void server_is_a_mariadb_on_loopback_and_lets_root_in(MariaDbServer mariadb) throws SQLException {
        try (Connection connection = mariadb.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT VERSION(), @@bind_address")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).contains("MariaDB");
            assertThat(rows.getString(2)).isEqualTo("127.0.0.1");
        }
    }
}
