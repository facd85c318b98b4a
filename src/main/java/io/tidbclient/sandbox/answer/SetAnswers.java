package io.tidbclient.sandbox.answer;

import io.tidbclient.sandbox.instance.Flavour;
import io.tidbclient.sandbox.instance.Instance;
import io.tidbclient.sandbox.instance.SandboxSession;
import io.tidbclient.sandbox.instance.Variable;
import io.tidbclient.sandbox.sql.Assignment;
import io.tidbclient.sandbox.wire.ColumnType;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** SET. GLOBAL is taken for SESSION: no other session is to be affected by it. */
final class SetAnswers {
    private static final int LONGEST_VALUE = 1024;
    private static final Map<String, String> OLD_NAMES =
            Map.of("tx_isolation", "transaction_isolation", "tx_read_only", "transaction_read_only");
    private static final List<String> SKIPPING = List.of("1", "ON");

    private final Instance instance;
    private final SandboxSession session;

    SetAnswers(Instance instance, SandboxSession session) {
        this.instance = instance;
        this.session = session;
    }

    void apply(List<Assignment> assignments) throws StatementException {
        for (Assignment assignment : assignments) {
            apply(assignment);
        }
    }

    private void apply(Assignment assignment) throws StatementException {
        String name = OLD_NAMES.getOrDefault(assignment.name(), assignment.name());
        Optional<Variable> known = instance.variable(name, session);
        if (known.isEmpty()) {
            throw new StatementException(ErrorCatalog.unknownVariable(assignment.name()));
        }
        Optional<String> value = assignment.value().map(text -> normal(text, known.get()));
        check(name, value);
        if (name.equals("time_zone")) {
            String zone = value.orElse("SYSTEM");
            if (!session.setZone(zone)) {
                throw new StatementException(ErrorCatalog.unknownZone(zone));
            }
            return;
        }
        set(name, value);
        for (Map.Entry<String, String> old : OLD_NAMES.entrySet()) {
            if (old.getValue().equals(name)) {
                set(old.getKey(), value);
            }
        }
    }

    private void set(String name, Optional<String> value) {
        session.set(name, value);
    }

    private void check(String name, Optional<String> value) throws StatementException {
        if (value.map(String::length).orElse(0) > LONGEST_VALUE) {
            throw new StatementException(
                    ErrorCatalog.wrongValue(name, value.get().substring(0, LONGEST_VALUE)));
        }
        if (instance.flavour() != Flavour.TIDB) {
            return;
        }
        if (name.equals("transaction_read_only") && value.filter("1"::equals).isPresent()) {
            throw new StatementException(ErrorCatalog.readOnlyTransaction());
        }
        boolean skipped = session.variable("tidb_skip_isolation_level_check")
                .filter(SKIPPING::contains)
                .isPresent();
        String level = value.map(text -> text.toUpperCase(Locale.ROOT)).orElse("");
        if (name.equals("transaction_isolation")
                && !skipped
                && (level.equals("SERIALIZABLE") || level.equals("READ-UNCOMMITTED"))) {
            throw new StatementException(ErrorCatalog.isolationLevel(level));
        }
    }

    /** Switches are numbers when they are asked for: ON is 1. */
    private static String normal(String value, Variable variable) {
        if (variable.type() != ColumnType.BIGINT) {
            return value;
        }
        return switch (value.toUpperCase(Locale.ROOT)) {
            case "ON", "TRUE" -> "1";
            case "OFF", "FALSE" -> "0";
            default -> value;
        };
    }
}
