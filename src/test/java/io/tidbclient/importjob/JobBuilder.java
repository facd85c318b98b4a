package io.tidbclient.importjob;

import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Builds jobs for tests: at first a pending job into {@code d.t}, of which everything that a server may leave out is
 * absent.
 */
public final class JobBuilder {
    private final long id;
    private final Map<String, String> unknownColumns = new HashMap<>();
    private Optional<String> groupKey = Optional.empty();
    private String dataSource = "/data/t.csv";
    private String targetTable = "`d`.`t`";
    private String phase = "";
    private JobStatus status = JobStatus.PENDING;
    private String statusText = "pending";
    private String sourceSize = "1MiB";
    private OptionalLong importedRows = OptionalLong.empty();
    private String resultMessage = "";
    private Optional<LocalDateTime> created = Optional.empty();
    private Optional<LocalDateTime> started = Optional.empty();
    private Optional<LocalDateTime> ended = Optional.empty();
    private Optional<LocalDateTime> updated = Optional.empty();
    private String createdBy = "root@%";
    private Optional<StepProgress> step = Optional.empty();

    private JobBuilder(long id) {
        this.id = id;
    }

    public static JobBuilder job(long id) {
        return new JobBuilder(id);
    }

    /** In a group; in none where the key is empty. */
    public JobBuilder group(String key) {
        groupKey = Optional.of(key).filter(given -> !given.isEmpty());
        return this;
    }

    public JobBuilder source(String location) {
        dataSource = location;
        return this;
    }

    /** The target table, quoted as the server quotes it. */
    public JobBuilder table(String quoted) {
        targetTable = quoted;
        return this;
    }

    public JobBuilder phase(String name) {
        phase = name;
        return this;
    }

    /** The status that a server reports with this text. */
    public JobBuilder status(String text) {
        return status(JobStatus.parse(text), text);
    }

    public JobBuilder status(JobStatus meaning, String text) {
        status = meaning;
        statusText = text;
        return this;
    }

    /** The source's size in the server's words. */
    public JobBuilder size(String text) {
        sourceSize = text;
        return this;
    }

    public JobBuilder rows(long imported) {
        importedRows = OptionalLong.of(imported);
        return this;
    }

    public JobBuilder message(String result) {
        resultMessage = result;
        return this;
    }

    public JobBuilder created(LocalDateTime time) {
        created = Optional.of(time);
        return this;
    }

    public JobBuilder started(LocalDateTime time) {
        started = Optional.of(time);
        return this;
    }

    public JobBuilder ended(LocalDateTime time) {
        ended = Optional.of(time);
        return this;
    }

    public JobBuilder updated(LocalDateTime time) {
        updated = Optional.of(time);
        return this;
    }

    public JobBuilder createdBy(String account) {
        createdBy = account;
        return this;
    }

    public JobBuilder step(StepProgress progress) {
        step = Optional.of(progress);
        return this;
    }

    /** Adds a column that this tool does not know. */
    public JobBuilder unknownColumn(String name, String value) {
        unknownColumns.put(name, value);
        return this;
    }

    public ImportJob build() {
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
                created,
                started,
                ended,
                updated,
                createdBy,
                step,
                unknownColumns);
    }
}
