package io.tidbclient.sql;

import io.tidbclient.fuzz.FuzzInput;
import io.tidbclient.redact.Redactor;

import java.util.List;

/** Statements of any text: their tokens cover them in order, and what is masked stays masked. */
public final class SqlFuzz {
    private static final String SECRET = "s3cr3tPa55";

    private SqlFuzz() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        String sql = FuzzInput.text(input);
        // The fuzzer learns the secret, and puts it where nothing is masked.
        if (sql.contains(SECRET)) {
            return;
        }
        verifyTokens(SqlLexer.tokens(sql), sql);
        verifyTokens(SqlLexer.plainTokens(sql), sql);
        RedactedStatement.of(sql);
        requireMasked("CREATE USER 'u'@'%' IDENTIFIED BY '" + SECRET + "' " + sql);
        requireMasked("cannot connect to mysql://root:" + SECRET + "@127.0.0.1:4000/" + sql);
        requireMasked("IMPORT INTO t FROM 's3://b/k?secret-access-key=" + SECRET + "' " + sql);
    }

    private static void requireMasked(String text) {
        FuzzInput.require(!Redactor.text(text).contains(SECRET), "a secret is not masked: " + text);
    }

    private static void verifyTokens(List<SqlToken> tokens, String sql) {
        int end = 0;
        for (SqlToken token : tokens) {
            FuzzInput.require(
                    token.start() >= end && token.end() >= token.start() && token.end() <= sql.length(),
                    "token outside of its place: " + token);
            end = token.end();
        }
        SqlToken.Kind last = tokens.getLast().kind();
        FuzzInput.require(
                last == SqlToken.Kind.END || last == SqlToken.Kind.BROKEN, "the last token is " + tokens.getLast());
    }
}
