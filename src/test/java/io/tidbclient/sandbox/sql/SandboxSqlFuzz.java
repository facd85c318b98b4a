package io.tidbclient.sandbox.sql;

import io.tidbclient.fuzz.FuzzInput;

/** Statements of any text for the sandbox: parsed, or a syntax error. */
public final class SandboxSqlFuzz {
    private SandboxSqlFuzz() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        String sql = FuzzInput.text(input);
        try {
            FuzzInput.require(StatementParser.parse(sql, new Grammar(true, true)) != null, "no statement");
        } catch (SqlSyntaxException e) {
            FuzzInput.require(!e.getMessage().isBlank(), "a syntax error without a reason");
        }
    }
}
