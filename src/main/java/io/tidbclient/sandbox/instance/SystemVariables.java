package io.tidbclient.sandbox.instance;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The system variables that clients ask for, with the values of a TiDB v8.5.4 as far as they make sense here. */
public final class SystemVariables {
    private final Map<String, Variable> variables;

    /**
     * Of one server.
     *
     * @param version what {@code VERSION()} says
     * @param port where it listens
     * @param tls whether it offers TLS
     * @param maxAllowedPacket in bytes
     */
    SystemVariables(String version, int port, boolean tls, int maxAllowedPacket) {
        SortedMap<String, Variable> all = new TreeMap<>();
        Flavour flavour = Flavour.of(version);
        texts(all);
        numbers(all);
        all.put("version", Variable.text(version));
        all.put("version_comment", Variable.text(flavour.versionComment()));
        all.put("port", Variable.number(port));
        all.put("have_ssl", Variable.text(tls ? "YES" : "DISABLED"));
        all.put("have_openssl", Variable.text(tls ? "YES" : "DISABLED"));
        all.put("max_allowed_packet", Variable.number(maxAllowedPacket));
        switch (flavour) {
            case TIDB -> {
                all.put("tidb_skip_isolation_level_check", Variable.number(0));
                all.put("tidb_current_ts", Variable.number(0));
            }
            case MARIADB, MYSQL -> {}
        }
        variables = Map.copyOf(all);
    }

    /** By name in lower case. */
    Optional<Variable> find(String name) {
        return Optional.ofNullable(variables.get(name));
    }

    SortedMap<String, Variable> all() {
        return new TreeMap<>(variables);
    }

    private static void texts(Map<String, Variable> all) {
        Map.ofEntries(
                        Map.entry("character_set_client", "utf8mb4"),
                        Map.entry("character_set_connection", "utf8mb4"),
                        Map.entry("character_set_database", "utf8mb4"),
                        Map.entry("character_set_results", "utf8mb4"),
                        Map.entry("character_set_server", "utf8mb4"),
                        Map.entry("collation_connection", "utf8mb4_bin"),
                        Map.entry("collation_database", "utf8mb4_bin"),
                        Map.entry("collation_server", "utf8mb4_bin"),
                        Map.entry("hostname", "sandbox"),
                        Map.entry("init_connect", ""),
                        Map.entry("license", "Apache License 2.0"),
                        Map.entry("query_cache_type", "OFF"),
                        Map.entry(
                                "sql_mode",
                                "ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,"
                                        + "ERROR_FOR_DIVISION_BY_ZERO,NO_AUTO_CREATE_USER,NO_ENGINE_SUBSTITUTION"),
                        Map.entry("system_time_zone", "UTC"),
                        Map.entry("time_zone", SandboxSession.SYSTEM_ZONE),
                        Map.entry("transaction_isolation", "REPEATABLE-READ"),
                        Map.entry("tx_isolation", "REPEATABLE-READ"))
                .forEach((name, value) -> all.put(name, Variable.text(value)));
    }

    private static void numbers(Map<String, Variable> all) {
        Map.ofEntries(
                        Map.entry("auto_increment_increment", 1L),
                        Map.entry("auto_increment_offset", 1L),
                        Map.entry("autocommit", 1L),
                        Map.entry("innodb_lock_wait_timeout", 50L),
                        Map.entry("interactive_timeout", 28_800L),
                        Map.entry("lower_case_table_names", 2L),
                        Map.entry("max_connections", 0L),
                        Map.entry("max_execution_time", 0L),
                        Map.entry("net_buffer_length", 16_384L),
                        Map.entry("net_read_timeout", 30L),
                        Map.entry("net_write_timeout", 60L),
                        Map.entry("performance_schema", 0L),
                        Map.entry("protocol_version", 10L),
                        Map.entry("query_cache_size", 0L),
                        Map.entry("read_only", 0L),
                        Map.entry("server_id", 0L),
                        Map.entry("sql_auto_is_null", 0L),
                        Map.entry("sql_safe_updates", 0L),
                        Map.entry("sql_select_limit", Long.MAX_VALUE),
                        Map.entry("transaction_read_only", 0L),
                        Map.entry("tx_read_only", 0L),
                        Map.entry("unique_checks", 1L),
                        Map.entry("foreign_key_checks", 1L),
                        Map.entry("wait_timeout", 28_800L))
                .forEach((name, value) -> all.put(name, Variable.number(value)));
    }
}
