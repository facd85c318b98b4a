package io.tidbclient.output.json;

import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureKind;

import java.util.Optional;

/** A failure in JSON. */
public final class FailureJson {
    private FailureJson() {}

    /** Writes a failure, or null. */
    public static void write(JsonOut json, String name, Optional<Failure> failure) {
        json.object(name, failure, f -> {
            json.text("kind", f.kind().label());
            json.text("blame", f.kind().category().name());
            json.flag("retryable", f.kind().retryable());
            if (f.code() == 0) {
                json.nothing("code");
            } else {
                json.number("code", f.code());
            }
            json.textOrNull("codeName", f.codeName());
            json.textOrNull("sqlState", f.sqlState());
            json.textOrNull("state", f.state());
            json.text("sentence", f.sentence());
            json.textOrNull("hint", f.hint());
        });
    }

    /** Reads the failure of a connection; empty when there is none. */
    static Optional<Failure> read(JsonIn json, String name, String connection) {
        return json.optionalObject(name).map(failure -> read(failure, connection));
    }

    private static Failure read(JsonIn json, String connection) {
        return new Failure(
                json.parsed("kind", json.text("kind"), FailureKind::ofLabel),
                json.optionalInteger("code").orElse(0),
                json.textOrEmpty("codeName"),
                json.textOrEmpty("sqlState"),
                connection,
                json.textOrEmpty("state"),
                json.text("sentence"),
                json.textOrEmpty("hint"),
                "");
    }
}
