package io.tidbclient.importjob.run;

import io.tidbclient.importjob.ImportJob;
import io.tidbclient.importjob.JobsAnswer;
import io.tidbclient.importjob.TargetTable;
import io.tidbclient.importjob.statement.ImportStatement;
import io.tidbclient.importjob.statement.TableName;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The active jobs that a statement may have started whose answer was lost. */
final class PossibleJobs {
    private PossibleJobs() {}

    /**
     * What to print of them.
     *
     * @param answer what the server lists after the loss
     * @return empty when it does not say whether the statement has started one: there is no list, or the name of a table
     *     in it, or of the statement's, is not understood
     */
    static Optional<String> hint(JobsAnswer answer, ImportStatement statement) {
        return answer instanceof JobsAnswer.Listed listed
                ? statement.name().flatMap(table -> hint(listed.active(), table))
                : Optional.empty();
    }

    private static Optional<String> hint(List<ImportJob> active, TableName table) {
        String ids = active.stream()
                .filter(job ->
                        job.target().filter(target -> isSame(table, target)).isPresent())
                .map(job -> String.valueOf(job.id()))
                .collect(Collectors.joining(" or "));
        if (!ids.isEmpty()) {
            return Optional.of("The import may be job " + ids + ", which is active: see 'tidb-client imports"
                    + " show', and wait for it with 'tidb-client imports wait'.");
        }
        return active.stream().allMatch(job -> job.target().isPresent())
                ? Optional.of(
                        "No active import job into this table is listed yet: the import may still start, or have ended;"
                                + " check with 'tidb-client imports list'.")
                : Optional.empty();
    }

    private static boolean isSame(TableName table, TargetTable target) {
        return table.mayBe(target.schema(), target.table());
    }
}
