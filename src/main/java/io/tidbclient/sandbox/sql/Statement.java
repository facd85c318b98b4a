package io.tidbclient.sandbox.sql;

import java.util.List;
import java.util.Optional;

/** The statements this server understands. */
public sealed interface Statement {
    /**
     * A SELECT without a table.
     *
     * @param items at least one
     * @param empty whether its LIMIT leaves no row
     */
    record Select(List<SelectItem> items, boolean empty) implements Statement {
        public Select {
            items = List.copyOf(items);
        }
    }

    /** {@code USE database}. */
    record Use(String database) implements Statement {}

    /** {@code SET …}; none when only user variables are set. */
    record SetVariables(List<Assignment> assignments) implements Statement {
        public SetVariables {
            assignments = List.copyOf(assignments);
        }
    }

    /** {@code BEGIN}, {@code COMMIT} and the like: accepted, and without effect, for there is no data. */
    record Transaction() implements Statement {}

    /** {@code SHOW DATABASES}. */
    record ShowDatabases(Optional<String> like) implements Statement {}

    /** {@code SHOW TABLES}. */
    record ShowTables(Optional<String> database, Optional<String> like) implements Statement {}

    /** {@code SHOW GRANTS}, for oneself or for another. */
    record ShowGrants(Optional<String> user) implements Statement {}

    /** {@code SHOW STATUS}. */
    record ShowStatus(Optional<String> like) implements Statement {}

    /** {@code SHOW VARIABLES}. */
    record ShowVariables(Optional<String> like) implements Statement {}

    /** {@code SHOW WARNINGS}, and {@code SHOW ERRORS}: there are never any. */
    record ShowWarnings() implements Statement {}

    /** {@code SHOW PROCESSLIST}. */
    record ShowProcesses() implements Statement {}

    /** {@code SHOW IMPORT JOBS}. */
    record ShowImportJobs(ShowJobsFilter filter) implements Statement {}

    /** {@code SHOW IMPORT JOB id}. */
    record ShowImportJob(long id) implements Statement {}

    /** {@code SHOW RAW IMPORT JOBS}. */
    record ShowRawImportJobs() implements Statement {}

    /** {@code SHOW RAW IMPORT JOB id}. */
    record ShowRawImportJob(long id) implements Statement {}

    /** {@code SHOW IMPORT GROUPS}, or one {@code GROUP}. */
    record ShowImportGroups(Optional<String> key) implements Statement {}

    /**
     * {@code IMPORT INTO table FROM 'source'}.
     *
     * @param detached whether it runs in the background
     * @param group the job's group, 9.0 line only
     */
    record ImportInto(Optional<String> database, String table, String source, boolean detached, Optional<String> group)
            implements Statement {}

    /** {@code CANCEL IMPORT JOB id}. */
    record CancelImportJob(long id) implements Statement {}

    /**
     * {@code KILL id}.
     *
     * @param connection whether the connection ends, and not just its statement
     */
    record Kill(long id, boolean connection) implements Statement {}
}
