package io.tidbclient.serve.hook;

import io.tidbclient.connection.Failure;
import io.tidbclient.redact.Redactor;
import io.tidbclient.serve.status.CheckRecord;
import io.tidbclient.serve.status.TargetView;

import java.util.Locale;
import java.util.Map;

/** What a hook's environment has of a target, without secrets. */
final class TargetFacts {
    private TargetFacts() {}

    /** The facts, by variable, of a target whose check has just ended as {@code record}. */
    static Map<String, String> of(TargetView view, CheckRecord record) {
        return Map.of(
                "TIDB_CLIENT_TARGET", view.name(),
                "TIDB_CLIENT_CONDITION", view.condition().name().toLowerCase(Locale.ROOT),
                "TIDB_CLIENT_SINCE", view.since().orElse(record.endedAt()).toString(),
                "TIDB_CLIENT_OUTCOME", record.verdict().outcome().label(),
                "TIDB_CLIENT_KIND",
                        record.failure()
                                .map(failure -> failure.kind().name().toLowerCase(Locale.ROOT))
                                .orElse(""),
                "TIDB_CLIENT_MESSAGE", Redactor.text(record.sentence()),
                "TIDB_CLIENT_HINT",
                        Redactor.text(record.failure().map(Failure::hint).orElse("")),
                "TIDB_CLIENT_CHECK", Long.toString(record.number()));
    }
}
