package io.tidbclient.fault;

import java.util.Arrays;
import java.util.List;

/** The columns of the matrix: commands with the arguments that they are run with. */
enum MatrixCommand {
    CHECK("check", "-t", "0", "--retry-attempts", "2", "--retry-delay", "10ms"),
    CHECK_50(
            "check of 50", "-n", "50", "--parallel", "10", "-t", "0", "--retry-attempts", "2", "--retry-delay", "10ms"),
    WAIT("wait", "wait", "--timeout", "4s", "--retry-delay", "100ms"),
    WATCH("imports watch", "imports", "watch", "-t", "2s", "--interval", "1s", "--retry-attempts", "2"),
    IMPORTS_WAIT("imports wait", "imports", "wait", "6", "--timeout", "5s", "--interval", "1s"),
    START(
            "imports start",
            "imports",
            "start",
            "IMPORT INTO shop.orders FROM 's3://bucket/orders.csv?seconds=1'",
            "--timeout",
            "6s",
            "--retry-attempts",
            "2",
            "--retry-delay",
            "10ms"),
    CANCEL(
            "imports cancel",
            "imports",
            "cancel",
            "7",
            "--yes",
            "--timeout",
            "6s",
            "--retry-attempts",
            "2",
            "--retry-delay",
            "10ms"),
    RUN("run", "run", CellFiles.SCRIPT),
    VERIFY("verify-isolation", "verify-isolation", "--count", "20", "-n", "2", "--seed", "1", "--timeout", "9s"),
    SERVE("serve", "serve", "--listen", "127.0.0.1:0", "--every", "1s", "--retry-attempts", "1");

    private final String heading;

    @SuppressWarnings("ImmutableEnumChecker") // it is unmodifiable
    private final List<String> arguments;

    MatrixCommand(String heading, String... arguments) {
        this.heading = heading;
        this.arguments = List.of(arguments);
    }

    /** The heading of its column in the table. */
    String heading() {
        return heading;
    }

    /** Its arguments, without those that all commands have. */
    List<String> arguments() {
        return arguments;
    }

    static List<String> headings() {
        return Arrays.stream(values()).map(MatrixCommand::heading).toList();
    }
}
