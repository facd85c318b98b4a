package io.tidbclient.connection;

import com.mysql.cj.exceptions.MysqlErrorNumbers;
import io.tidbclient.sandbox.SandboxOptions;
import io.tidbclient.sandbox.SandboxServer;
import io.tidbclient.sandbox.fault.FaultRule;
import io.tidbclient.sandbox.fault.StatementFault;
import io.tidbclient.sandbox.instance.SandboxUser;
import io.tidbclient.sandbox.sql.StatementPrefix;
import io.tidbclient.sandbox.wire.ErrorReply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ErrorPacketTest {
    private static final String MESSAGE = "Wörter des Servers: 'x'";

    private final Connections connections = new Connections();

    @AfterEach
    void close() {
        connections.close();
    }

    /** Each code for which the driver has a state of its own, with that of most errors. */
    private static Stream<ErrorReply> codesOfTheDriver() {
        return IntStream.range(1000, 14_000)
                .filter(code -> !MysqlErrorNumbers.mysqlToSqlstate(code).equals("HY000"))
                .mapToObj(code -> new ErrorReply(code, "HY000", MESSAGE));
    }

    /** States that the driver changes, on codes that it knows and does not know. */
    private static Stream<ErrorReply> changedStates() {
        return Stream.of("22003", "22012", "22007", "2201E", "22S01", "45000", "HY000")
                .flatMap(state -> Stream.of(1264, 1366, 1406, 1644, 1690, 1916, 3904, 4711)
                        .map(code -> new ErrorReply(code, state, MESSAGE)));
    }

    /** Codes for which the driver throws something else. */
    private static Stream<ErrorReply> codesThatTheDriverDrops() {
        return Stream.of(
                new ErrorReply(1820, "HY000", MESSAGE),
                new ErrorReply(1862, "HY000", MESSAGE),
                new ErrorReply(4031, "HY000", MESSAGE));
    }

    @Test
    void code_state_and_words_of_an_error_are_the_servers() throws IOException {
        try (SandboxServer server =
                SandboxServer.start(SandboxOptions.defaults().withUsers(SandboxUser.root(Connections.PASSWORD)))) {
            List<ErrorReply> errors = Stream.of(codesOfTheDriver(), changedStates(), codesThatTheDriverDrops())
                    .flatMap(stream -> stream)
                    .toList();
            assertThat(errors).hasSizeGreaterThan(390);
            Session session = connections.open(Connections.to(server.port()));
            try {
                for (ErrorReply error : errors) {
                    server.faults()
                            .arm(FaultRule.first(1, new StatementFault.Deny(StatementPrefix.of("SELECT"), error)));

                    Failure failure = failure(session, "SELECT 1");

                    assertThat(new ErrorReply(failure.code(), failure.sqlState(), failure.words()))
                            .isEqualTo(error);
                    if (failure.kind().outcomeUnknown()) {
                        session.close();
                        session = connections.open(Connections.to(server.port()));
                    }
                }
            } finally {
                session.close();
            }
        }
    }

    @Test
    void an_error_before_the_last_one_is_not_taken_for_it() throws IOException {
        try (SandboxServer server = SandboxServer.start(
                        SandboxOptions.defaults().withUsers(SandboxUser.root(Connections.PASSWORD)));
                Session session = connections.open(Connections.to(server.port()))) {
            ErrorReply error = new ErrorReply(1205, "HY000", MESSAGE);
            server.faults().arm(FaultRule.first(1, new StatementFault.Deny(StatementPrefix.of("SELECT"), error)));
            assertThat(failure(session, "SELECT 1").code()).isEqualTo(1205);
            server.faults().arm(FaultRule.first(1, new StatementFault.Drop(StatementPrefix.of("SELECT"), 0)));

            Failure lost = failure(session, "SELECT 1");

            assertThat(lost.kind()).isEqualTo(FailureKind.CONNECTION_LOST);
            assertThat(lost.code()).isZero();
        }
    }

    @Test
    void an_exception_is_led_to_by_the_error_with_its_code_and_message() {
        ErrorPacket packet = new ErrorPacket(1406, "22001", "Data too long");

        assertThat(packet.ledTo(new SQLException("Data truncation: Data too long", "22001", 1406)))
                .isTrue();
        assertThat(packet.ledTo(new SQLException("Data too long", "HY000", 0)))
                .as("one that has a code would have been thrown with it")
                .isFalse();
        assertThat(new ErrorPacket(1820, "HY000", "You must reset it")
                        .ledTo(new SQLException("You must reset it", "HY000", 0)))
                .isTrue();
        assertThat(packet.ledTo(new SQLException("Data too long", "22001", 1407)))
                .isFalse();
        assertThat(packet.ledTo(new SQLException("Deadlock", "40001", 1406))).isFalse();
        assertThat(new ErrorPacket(1406, "22001", "").ledTo(new SQLException("Communications link failure")))
                .isFalse();
    }

    @Test
    void a_packet_is_an_error_only_with_its_marker_and_a_state() {
        byte[] error = "\u00ff\u00b5\u0004#HY000Lock".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(ErrorPacket.of(error)).contains(new ErrorPacket(1205, "HY000", "Lock"));
        assertThat(ErrorPacket.of("\u00ff\u00b5\u0004Lock wait".getBytes(StandardCharsets.ISO_8859_1)))
                .isEmpty();
        assertThat(ErrorPacket.of("\u0000\u00b5\u0004#HY000Lock".getBytes(StandardCharsets.ISO_8859_1)))
                .isEmpty();
        assertThat(ErrorPacket.of(new byte[0])).isEmpty();
    }

    @Test
    void an_error_without_words_is_one_and_a_shorter_packet_is_none() {
        byte[] withoutWords = "\u00ff\u00b5\u0004#HY000".getBytes(StandardCharsets.ISO_8859_1);
        byte[] shorter = "\u00ff\u00b5\u0004#HY00".getBytes(StandardCharsets.ISO_8859_1);
        byte[] large = "\u00ff\u0001\u00ff#HY000x".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(ErrorPacket.of(withoutWords)).contains(new ErrorPacket(1205, "HY000", ""));
        assertThat(ErrorPacket.of(shorter)).isEmpty();
        assertThat(ErrorPacket.of(large)).contains(new ErrorPacket(65_281, "HY000", "x"));
    }

    @Test
    void a_code_that_the_driver_drops_is_recognised_by_its_words() {
        ErrorPacket expired = new ErrorPacket(1820, "HY000", "You must reset it");

        assertThat(expired.ledTo(new SQLException("Your password has expired: You must reset it")))
                .isTrue();
        assertThat(expired.ledTo(new SQLException("Communications link failure")))
                .isFalse();
        assertThat(new ErrorPacket(1820, "HY000", "").ledTo(new SQLException("Communications link failure")))
                .isFalse();
    }

    private static Failure failure(Session session, String sql) {
        return catchThrowableOfType(FailureException.class, () -> session.run(sql, List.of()))
                .failure();
    }
}
