package io.tidbclient.scenario;

import java.util.Locale;

/**
 * What a scenario shows when its expectations are met: that an anomaly happens at its isolation level, or is prevented.
 *
 * @param anomaly its name in the literature, {@code P4 lost update} for example
 * @param effect what becomes of it
 */
public record IsolationClaim(String anomaly, Effect effect) {
    /** What a server does about an anomaly. */
    public enum Effect {
        /** The transactions commit, and the anomaly occurs. */
        HAPPENS,
        /** A transaction waits or fails instead, or reads something else. */
        PREVENTED;

        /** The word that scripts and reports have for it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
