package io.tidbclient.history.check;

import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** What tests ask of a verdict. */
final class Verdicts {
    private Verdicts() {}

    /** Just these kinds were found. */
    static void assertFound(HistoryVerdict verdict, AnomalyKind... kinds) {
        assertThat(verdict.found().keySet()).isEqualTo(Set.of(kinds));
    }

    /** The last sentence of the first example. */
    static String sentence(HistoryVerdict verdict) {
        return verdict.examples().getFirst().explanation().getLast();
    }

    /** The last sentence of the first example of a kind. */
    static String sentence(HistoryVerdict verdict, AnomalyKind kind) {
        return verdict.examples().stream()
                .filter(anomaly -> anomaly.kind() == kind)
                .findFirst()
                .orElseThrow()
                .explanation()
                .getLast();
    }
}
