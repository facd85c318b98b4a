package io.tidbclient.claims;

import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;

/** Rows of the table of claims, each run on a sound server and on a falsified one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FalsifiedClaims {
    private final List<ClaimRow> rows;
    private final ClaimCheck check;

    FalsifiedClaims(List<ClaimRow> rows, ClaimCheck check) {
        this.rows = rows;
        this.check = check;
    }

    List<ClaimRow> rows() {
        return rows;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void a_claim_is_gone_when_its_fact_is_falsified(ClaimRow row) throws Exception {
        check.verify(row);
    }
}
