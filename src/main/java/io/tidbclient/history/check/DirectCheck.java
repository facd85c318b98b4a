package io.tidbclient.history.check;

import java.util.Arrays;

/** What the searches for anomalies that are no cycles have in common. */
abstract class DirectCheck {
    final Evidence evidence;
    final OperationTable operations;
    final Narration narration;

    private final Explainer explainer;
    private final AnomalyCollector anomalies;

    DirectCheck(Evidence evidence, Explainer explainer, AnomalyCollector anomalies) {
        this.evidence = evidence;
        this.operations = evidence.operations();
        this.narration = explainer.narration();
        this.explainer = explainer;
        this.anomalies = anomalies;
    }

    /** Notes every anomaly of its kinds. */
    abstract void run();

    /** The sentence of an anomaly, made only for examples. */
    interface Sentence {
        String get();
    }

    /** @param shown operations of the transactions involved */
    final void found(AnomalyKind kind, int[] shown, Sentence sentence) {
        anomalies.add(
                kind,
                () -> explainer.direct(
                        kind, Arrays.stream(shown).map(operations::transaction).toArray(), sentence.get()));
    }

    final String who(int operation) {
        return narration.name(operations.transaction(operation));
    }

    final long value(int append) {
        return operations.datum(append);
    }

    final long key(int operation) {
        return evidence.history().key(operations.key(operation));
    }
}
