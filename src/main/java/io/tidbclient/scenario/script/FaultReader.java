package io.tidbclient.scenario.script;

import io.tidbclient.scenario.FaultRates;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Reads what disturbs the clients of a workload on purpose. */
final class FaultReader {
    private FaultReader() {}

    /** None without an entry. */
    static FaultRates faults(Field.Entry entry) {
        if (entry == null) {
            return FaultRates.NONE;
        }
        Map<String, Field.Entry> parts =
                entry.value().entries("faults", "a map of kill, cut and pause", List.of("kill", "cut", "pause"));
        if (parts.isEmpty()) {
            throw entry.value().wrong("'faults' is empty; give kill, cut or pause, or remove it");
        }
        double kill =
                parts.containsKey("kill") ? share("kill", parts.get("kill").value()) : 0;
        double cut = parts.containsKey("cut") ? share("cut", parts.get("cut").value()) : 0;
        if (kill + cut > 1) {
            throw entry.value()
                    .wrong(
                            "kill and cut together are more than all transactions; give fractions that add up to 1 at most");
        }
        if (!parts.containsKey("pause")) {
            return new FaultRates(kill, cut, 0, Duration.ZERO);
        }
        Field pause = parts.get("pause").value();
        Map<String, Field.Entry> how =
                pause.entries("pause", "a map such as {share: 0.1, for: 200ms}", List.of("share", "for"));
        if (how.size() != 2) {
            throw pause.wrong("a pause needs the 'share' of the transactions, and 'for' how long; give both");
        }
        return new FaultRates(
                kill,
                cut,
                share("share", how.get("share").value()),
                how.get("for").value().duration("for"));
    }

    private static double share(String what, Field value) {
        String wanted = "the fraction of the transactions, more than 0 and at most 1";
        String text = value.text(what, wanted);
        double share = text.matches("[01]|[01]?\\.[0-9]{1,9}") ? Double.parseDouble(text) : -1;
        if (share <= 0 || share > 1) {
            throw value.wrong(what + " is out of range; give " + wanted);
        }
        return share;
    }
}
