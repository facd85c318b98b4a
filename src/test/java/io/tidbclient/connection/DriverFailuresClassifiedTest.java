package io.tidbclient.connection;

import com.mysql.cj.exceptions.UnableToConnectException;
import com.mysql.cj.jdbc.exceptions.PacketTooBigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.sql.SQLException;

import static org.assertj.core.api.Assertions.assertThat;

/** What failures that the driver found by itself, without an error number, are classified as. */
class DriverFailuresClassifiedTest {
    private static final String NOT_MYSQL = "db1:4000 does not speak the MySQL protocol.";
    private static final String CHECK_THE_PORT =
            "Check the port: TiDB's SQL port is 4000 by default; 10080 is its status port, 33060 MySQL's X protocol.";

    private final FailureClassifier classifier = new FailureClassifier();

    @Test
    void tls_that_is_not_offered_is_reported_with_both_remedies() {
        assertThat(Classified.connecting(
                        new SQLException("SSL Connection required, but not provided by server.", "08001")))
                .isEqualTo(
                        failure(
                                FailureKind.TLS_NOT_OFFERED,
                                "08001",
                                "db1:4000 does not offer TLS.",
                                "Set up TLS on the server (auto-tls in TiDB), or accept plain text with --ssl-mode preferred."));
    }

    @Test
    void a_greeting_of_an_absurd_length_is_not_mysql() {
        assertThat(Classified.connecting(new PacketTooBigException("Packet for query is too large")))
                .isEqualTo(failure(FailureKind.NOT_MYSQL, "S1000", NOT_MYSQL, CHECK_THE_PORT));
    }

    @Test
    void an_answer_of_an_absurd_length_is_the_end_of_the_connection() {
        assertThat(classifier.classify(new PacketTooBigException("Packet for query is too large"), Classified.IN_USE))
                .isEqualTo(failure(
                        FailureKind.CONNECTION_LOST,
                        "S1000",
                        "db1:4000 answered with something that is not the MySQL protocol, and the connection is lost.",
                        "Check the server's log, and any proxy or load balancer in between, which may close"
                                + " connections, too."));
    }

    @Test
    void a_greeting_that_cannot_be_parsed_is_not_mysql() {
        String words = "Could not create connection to database server.";

        assertThat(Classified.connecting(new SQLException(words, "08001", new IndexOutOfBoundsException("5")))
                        .sentence())
                .isEqualTo(NOT_MYSQL);
        assertThat(Classified.connecting(new SQLException(words, "08001", new InterruptedException()))
                        .sentence())
                .as("nothing was parsed")
                .isEqualTo("The connection to db1:4000 failed: Could not create connection to database server.");
        assertThat(Classified.connecting(new SQLException("odd", "08001", new IndexOutOfBoundsException("5")))
                        .sentence())
                .isEqualTo("The connection to db1:4000 failed: odd");
    }

    @Test
    void a_protocol_that_the_driver_cannot_connect_by_is_not_mysql() {
        SQLException thrown = new SQLException(
                "Unsupported protocol version", "08001", new UnableToConnectException(new Exception("the innermost")));

        assertThat(Classified.connecting(thrown).kind()).isEqualTo(FailureKind.NOT_MYSQL);
        assertThat(classifier.classify(thrown, Classified.IN_USE).kind())
                .as("a session that is open speaks it")
                .isEqualTo(FailureKind.CONNECTION_LOST);
    }

    @ParameterizedTest
    @CsvSource({"08006, CONNECTION_LOST", "HY000, UNCLASSIFIED", "42000, UNCLASSIFIED"})
    void anything_else_is_what_its_state_says(String state, FailureKind kind) {
        Failure failure = classifier.classify(new SQLException("the\nmessage", state), Classified.IN_USE);

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.sqlState()).isEqualTo(state);
        assertThat(failure.sentence()).isEqualTo("The connection to db1:4000 failed: the message");
    }

    @Test
    void a_failure_without_a_state_has_an_empty_one() {
        assertThat(classifier.classify(new SQLException("odd"), Classified.IN_USE))
                .isEqualTo(failure(FailureKind.UNCLASSIFIED, "", "The connection to db1:4000 failed: odd", ""));
        assertThat(Classified.connecting(new SQLException("Public Key Retrieval is not allowed"))
                        .sqlState())
                .isEmpty();
    }

    @Test
    void a_login_that_the_driver_gave_up_keeps_its_state() {
        assertThat(Classified.connecting(new SQLException("Public Key Retrieval is not allowed", "08001")))
                .isEqualTo(failure(
                        FailureKind.LOGIN_REFUSED,
                        "08001",
                        "db1:4000 wants the password encrypted, which is not safe without TLS.",
                        "Use TLS, with --ssl-mode required or stricter."));
    }

    @Test
    void an_exception_of_the_drivers_parser_is_an_invalid_response() {
        RuntimeException thrown = new IllegalStateException("thrown by the parser");
        thrown.setStackTrace(at("com.mysql.cj.protocol.a.NativePacketPayload"));

        Failure connecting = classifier.classify(thrown, Classified.CONNECTING);
        Failure inUse = classifier.classify(thrown, Classified.IN_USE);

        assertThat(connecting)
                .isEqualTo(failure(FailureKind.NOT_MYSQL, "", "db1:4000 sent an invalid response.", CHECK_THE_PORT));
        assertThat(inUse.kind()).isEqualTo(FailureKind.CONNECTION_LOST);
        assertThat(inUse.sentence()).isEqualTo("db1:4000 sent an invalid response.");
        assertThat(inUse.hint()).startsWith("Check the server's log");
    }

    @Test
    void an_exception_of_this_tool_is_an_internal_error_wherever_it_was_thrown() {
        RuntimeException ours = new IllegalStateException("thrown here");
        RuntimeException withoutTrace = new IllegalStateException("thrown by native code");
        withoutTrace.setStackTrace(new StackTraceElement[0]);

        assertThat(classifier.classify(ours, Classified.IN_USE).kind()).isEqualTo(FailureKind.DEFECT);
        assertThat(classifier.classify(withoutTrace, Classified.IN_USE).kind()).isEqualTo(FailureKind.DEFECT);
    }

    @Test
    void an_exception_of_the_parser_within_one_of_jdbc_is_reported_with_the_words_of_the_latter() {
        RuntimeException parser = new IllegalStateException("thrown by the parser");
        parser.setStackTrace(at("com.mysql.cj.protocol.a.NativePacketPayload"));

        assertThat(classifier
                        .classify(new SQLException("Malformed packet", "S1000", parser), Classified.IN_USE)
                        .sentence())
                .isEqualTo("The connection to db1:4000 failed: Malformed packet");
    }

    private static StackTraceElement[] at(String className) {
        return new StackTraceElement[] {new StackTraceElement(className, "read", "Source.java", 1)};
    }

    private static Failure failure(FailureKind kind, String state, String sentence, String hint) {
        return new Failure(kind, 0, "", state, "", "", sentence, hint, "");
    }
}
