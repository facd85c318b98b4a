package io.tidbclient.importjob.statement;

import io.tidbclient.fuzz.FuzzInput;

/** Statements of any text: an IMPORT INTO, or a reason why it is none. */
public final class ImportStatementFuzz {
    private ImportStatementFuzz() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        try {
            ImportStatement statement = ImportStatement.parse(FuzzInput.text(input));
            FuzzInput.require(!statement.table().isEmpty(), "a statement without a table");
        } catch (IllegalArgumentException e) {
            FuzzInput.require(!e.getMessage().isBlank(), "a refusal without a reason");
        }
    }
}
