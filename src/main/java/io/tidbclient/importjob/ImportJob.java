package io.tidbclient.importjob;

import io.tidbclient.redact.Redactor;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * One row of {@code SHOW IMPORT JOBS}, whatever its layout. Texts are as the server wrote them; empty for NULL.
 *
 * @param id 64-bit
 * @param groupKey the group it belongs to; 9.0 line only
 * @param dataSource where the data comes from, secrets masked
 * @param targetTable quoted as the server quotes it: {@code `d`.`t`}
 * @param phase {@code importing} for example; empty once finished
 * @param status what the status means
 * @param statusText the status as the server wrote it
 * @param sourceSize in binary units: {@code 290.8KiB}
 * @param importedRows absent while pending
 * @param resultMessage why it failed, or what it says of itself, secrets masked
 * @param created in a time zone that the server chooses, as are the other times (see {@link TimeZoneReconciler}); in
 *     its SYSTEM zone as far as that is known in what {@link JobWatch} gives
 * @param started absent while pending
 * @param ended absent while active, and for a cancelled job
 * @param updated 9.0 line only
 * @param createdBy {@code root@%}
 * @param step the current step's progress, where the server reports it
 * @param unknownColumns columns this tool does not know, by name, as text, secrets masked
 */
public record ImportJob(
        long id,
        Optional<String> groupKey,
        String dataSource,
        String targetTable,
        String phase,
        JobStatus status,
        String statusText,
        String sourceSize,
        OptionalLong importedRows,
        String resultMessage,
        Optional<LocalDateTime> created,
        Optional<LocalDateTime> started,
        Optional<LocalDateTime> ended,
        Optional<LocalDateTime> updated,
        String createdBy,
        Optional<StepProgress> step,
        Map<String, String> unknownColumns) {
    public ImportJob {
        // TiDB masks the secrets of S3 locations only, and none in a location that it cannot parse (RedactURL in its
        // source). A column that this tool does not know may hold anything. Recordings of earlier versions pass here.
        dataSource = Redactor.location(dataSource);
        resultMessage = Redactor.text(resultMessage);
        unknownColumns = unknownColumns.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, column -> Redactor.value(column.getKey(), column.getValue())));
    }

    /** The table's database and name; empty when the server's text is not understood. */
    public Optional<TargetTable> target() {
        return TargetTable.parse(targetTable);
    }

    /** The table's name for people: {@code shop.orders}; what the server wrote where it cannot be taken apart. */
    public String tableName() {
        return target().map(TargetTable::toString).orElse(targetTable);
    }

    /** The source's size, no more exact than the server's text of four digits; empty when that is not understood. */
    public OptionalLong sourceBytes() {
        return ByteSize.parse(sourceSize);
    }

    /** Whether nothing that the server reports of its work has changed since {@code before}, the same job at an earlier poll. */
    public boolean hasSamePosition(ImportJob before) {
        return status == before.status
                && phase.equals(before.phase)
                && importedRows.equals(before.importedRows)
                && step.map(StepProgress::position).equals(before.step.map(StepProgress::position));
    }

    /** The same job with all of its times later by {@code by}: in another time zone. */
    ImportJob later(Duration by) {
        if (by.isZero()) {
            return this;
        }
        return new ImportJob(
                id,
                groupKey,
                dataSource,
                targetTable,
                phase,
                status,
                statusText,
                sourceSize,
                importedRows,
                resultMessage,
                created.map(time -> time.plus(by)),
                started.map(time -> time.plus(by)),
                ended.map(time -> time.plus(by)),
                updated.map(time -> time.plus(by)),
                createdBy,
                step,
                unknownColumns);
    }
}
