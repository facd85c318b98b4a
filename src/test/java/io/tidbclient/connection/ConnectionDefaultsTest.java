package io.tidbclient.connection;

import org.junit.jupiter.api.Test;

import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a session, a row, a factory and the driver do unless they are made to do something else. */
class ConnectionDefaultsTest {
    private final AtomicInteger closed = new AtomicInteger();

    /** Answers each statement with the number 7. */
    private final class PlainSession extends QuietSession {
        @Override
        public Answer run(String sql, List<Object> parameters) {
            return Answer.changed(7);
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    private record Columns(List<String> columns) implements Row {
        @Override
        public Optional<String> text(String column) {
            return Optional.empty();
        }

        @Override
        public OptionalLong number(String column) {
            return OptionalLong.empty();
        }

        @Override
        public Optional<LocalDateTime> time(String column) {
            return Optional.empty();
        }
    }

    @Test
    void a_session_prepares_nothing_on_the_server_and_knows_no_other_timeout() {
        Session session = new PlainSession();

        assertThat(session.runPrepared("DO ?", List.of("x"))).isEqualTo(Answer.changed(7));
        assertThat(session.<String>withReadTimeout(Duration.ofSeconds(1), () -> "done"))
                .isEqualTo("done");
        assertThat(session.serverSession()).isSameAs(session);
    }

    @Test
    void a_session_that_quits_is_closed() {
        new PlainSession().quit();

        assertThat(closed).hasValue(1);
    }

    @Test
    void a_row_has_its_columns_in_any_case() {
        Row row = new Columns(List.of("Job_ID", "Status"));

        assertThat(row.has("job_id")).isTrue();
        assertThat(row.has("STATUS")).isTrue();
        assertThat(row.has("phase")).isFalse();
    }

    @Test
    void a_factory_has_no_pools() {
        SessionFactory factory = settings -> new PlainSession();

        assertThatThrownBy(() -> factory.pool(Connections.to(4000), 2))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("this factory has no pools");
    }

    @Test
    void the_driver_is_found_by_its_urls_and_makes_no_claims() {
        SingleHostDriver driver = new SingleHostDriver();

        assertThat(driver.acceptsURL("jdbc:mysql://db1:4000/")).isTrue();
        assertThat(driver.acceptsURL("jdbc:postgresql://db1:5432/")).isFalse();
        assertThat(driver.getMajorVersion()).isEqualTo(1);
        assertThat(driver.getMinorVersion()).isZero();
        assertThat(driver.jdbcCompliant()).isFalse();
        assertThat(driver.getPropertyInfo("jdbc:mysql://db1:4000/", new Properties()))
                .isEmpty();
        assertThat(driver.getParentLogger().getName()).isEqualTo("com.mysql.cj");
    }

    @Test
    void any_exception_of_the_driver_is_one_of_jdbc_to_the_data_source() {
        Properties properties = new Properties();
        properties.setProperty("connectTimeout", "no number");

        assertThatThrownBy(() -> new SingleHostDriver().connect("jdbc:mysql://127.0.0.1:1/", properties))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("connectTimeout")
                .hasCauseInstanceOf(RuntimeException.class);
    }

    @Test
    void products_are_named_as_their_makers_write_them() {
        assertThat(ServerVersion.Product.TIDB.label()).isEqualTo("TiDB");
        assertThat(ServerVersion.Product.MARIADB.label()).isEqualTo("MariaDB");
        assertThat(ServerVersion.Product.MYSQL.label()).isEqualTo("MySQL");
    }
}
