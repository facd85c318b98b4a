package io.tidbclient.history.check;

import io.tidbclient.history.Transaction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Collections;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clean histories that were spoiled: 100 of each kind here, 500 in {@link ThoroughCorruptionTest}. Whether the result violates a model is decided by trying all
 * executions, and the checker has to agree for every model from snapshot isolation on.
 */
class CorruptionTest {
    /** Of each kind. */
    int histories() {
        return 100;
    }

    @ParameterizedTest
    @EnumSource(Corruption.class)
    void checker_agrees_with_all_executions_and_names_the_anomaly(Corruption corruption) {
        int spoiled = 0;
        int violations = 0;
        for (int seed = 0; spoiled < histories() && seed < 100 * histories(); seed++) {
            Random random = new Random(seed);
            List<Transaction> clean = Simulation.run(
                    seed % 2 == 0 ? new ReferenceStore.LatestCommitted() : new ReferenceStore.Snapshot(random, 0),
                    random,
                    new Simulation.Size(3, 5, 2, 4, seed % 2 == 0, 10));
            HistoryEditor editor = new HistoryEditor(clean, random);
            if (corruption.apply(editor)) {
                spoiled++;
                violations += agree(corruption, seed, editor) ? 0 : 1;
            }
        }
        assertThat(spoiled).isEqualTo(histories());
        assertThat(violations).isGreaterThanOrEqualTo(corruption.isHarmless() ? 0 : histories() / 3);
    }

    /** Whether the history is strictly serializable. */
    private static boolean agree(Corruption corruption, int seed, HistoryEditor editor) {
        List<Transaction> history = editor.history();
        HistoryVerdict verdict = HistoryText.check(history, CheckOptions.DEFAULT);
        for (ConsistencyModel model : List.of(
                ConsistencyModel.SNAPSHOT_ISOLATION,
                ConsistencyModel.STRONG_SNAPSHOT_ISOLATION,
                ConsistencyModel.SERIALIZABLE,
                ConsistencyModel.STRICT_SERIALIZABLE)) {
            boolean allowed = ExecutionOracle.allows(model, history);
            if (allowed || !editor.leavesAnOrderOpen()) {
                assertThat(verdict.violates(model))
                        .as("seed %d, %s of %s: %s", seed, model, history, verdict.found())
                        .isEqualTo(!allowed);
            }
        }
        boolean violation = verdict.violates(ConsistencyModel.STRICT_SERIALIZABLE);
        if (violation && !corruption.names().isEmpty()) {
            assertThat(Collections.disjoint(verdict.found().keySet(), corruption.names()))
                    .as("seed %d of %s: %s", seed, history, verdict.found())
                    .isFalse();
        }
        return !violation;
    }
}
