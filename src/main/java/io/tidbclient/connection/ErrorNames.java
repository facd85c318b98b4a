package io.tidbclient.connection;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The server errors that this tool knows by name. */
public final class ErrorNames {
    private ErrorNames() {}

    /** The number of the error called {@code name}, {@code ER_DUP_ENTRY} for example. */
    public static Optional<Integer> number(String name) {
        return Arrays.stream(ServerErrorCode.values())
                .filter(code -> code.name().equals(name))
                .map(ServerErrorCode::number)
                .findFirst();
    }

    /** All names. */
    public static List<String> known() {
        return Arrays.stream(ServerErrorCode.values()).map(Enum::name).toList();
    }

    /** The name of an error that is known by number. */
    public static Optional<String> name(int number) {
        return ServerErrorCode.of(number).map(ServerErrorCode::label);
    }
}
