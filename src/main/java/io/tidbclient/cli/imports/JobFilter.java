package io.tidbclient.cli.imports;

import io.tidbclient.config.ConfigException;
import io.tidbclient.config.Quoted;
import io.tidbclient.importjob.ImportJob;
import io.tidbclient.importjob.JobGlob;
import io.tidbclient.importjob.JobInterest;
import io.tidbclient.importjob.JobStatus;
import io.tidbclient.importjob.run.JobCriteria;
import io.tidbclient.importjob.run.JobSelection;
import io.tidbclient.time.Durations;
import picocli.CommandLine.Option;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which jobs are meant. All that are given must hold; of several values of one, any. */
public class JobFilter {
    private static final String ACTIVE = "active";
    private static final String ENDED = "ended";
    /** What a message shows as it was written. A user with its host is one of them: it is no connection string. */
    private static final Pattern PLAIN = Pattern.compile("[\\w.*?`$%,-]{1,60}(?:@[\\w.%-]{1,60})?");

    @Option(
            names = "--status",
            split = ",",
            paramLabel = "STATUS",
            description = "Jobs with this status: pending, running, finished, failed, cancelled, or active, ended."
                    + " Separate several by commas.")
    List<String> statuses = List.of();

    @Option(
            names = "--table",
            paramLabel = "GLOB",
            description = "Jobs into this table: shop.orders, shop.*, or order? in any database.")
    List<String> tables = List.of();

    @Option(names = "--group", paramLabel = "KEY", description = "Jobs of this group (TiDB's 9.0 line).")
    List<String> groups = List.of();

    @Option(
            names = "--created-by",
            paramLabel = "USER",
            description = "Jobs created by this user, e.g. root or root@%%. (-u sets the login user.)")
    List<String> users = List.of();

    @Option(
            names = "--since",
            paramLabel = "DURATION",
            description = "Jobs created within this time: 90s, 30m, 2h, 7d; by the server's clock.")
    String since;

    /** Whether any was given. */
    boolean given() {
        return since != null || Stream.of(statuses, tables, groups, users).anyMatch(values -> !values.isEmpty());
    }

    /** Whether groups were given: a group's jobs are meant whether they have ended or not. */
    boolean byGroup() {
        return !groups.isEmpty();
    }

    private Predicate<ImportJob> rows() {
        List<Predicate<ImportJob>> all = new ArrayList<>();
        if (!statuses.isEmpty()) {
            List<Predicate<ImportJob>> any =
                    statuses.stream().map(JobFilter::status).toList();
            all.add(job -> any.stream().anyMatch(status -> status.test(job)));
        }
        if (!tables.isEmpty()) {
            List<JobGlob> any = tables.stream().map(JobGlob::new).toList();
            all.add(job -> any.stream().anyMatch(glob -> glob.matches(job.targetTable())));
        }
        if (!groups.isEmpty()) {
            all.add(job -> job.groupKey().filter(groups::contains).isPresent());
        }
        if (!users.isEmpty()) {
            all.add(job -> users.stream()
                    .anyMatch(user -> user.equals(job.createdBy())
                            || (!user.contains("@") && job.createdBy().startsWith(user + "@"))));
        }
        return job -> all.stream().allMatch(one -> one.test(job));
    }

    /**
     * What a job must be like, whether it is active or not.
     *
     * @throws ConfigException for a status or a time that is none
     */
    JobInterest interest() {
        Predicate<ImportJob> rows = rows();
        Optional<Duration> oldest = Optional.ofNullable(since).map(JobFilter::age);
        return (job, active, age) -> rows.test(job)
                && (oldest.isEmpty()
                        || age.filter(known -> known.compareTo(oldest.get()) <= 0)
                                .isPresent());
    }

    /** The jobs that a command follows: those of {@code ids}, or when there are none, those that this filter names. */
    JobSelection selection(Set<Long> ids) {
        return new JobSelection(ids, interest(), byGroup());
    }

    /**
     * Which jobs are meant, in words.
     *
     * @param ids those that were named; none when the filter alone selects
     */
    JobCriteria criteria(Set<Long> ids) {
        String filter = words();
        if (ids.isEmpty()) {
            return new JobCriteria(filter, false);
        }
        JobCriteria named = JobCriteria.ofIds(ids);
        return filter.isEmpty() ? named : new JobCriteria(named.words() + " and " + filter, false);
    }

    /** The same for jobs that are followed, of which the filter alone may select active ones only. */
    JobCriteria criteria(JobSelection selection) {
        return selection.ids().isEmpty()
                ? new JobCriteria(words(), !selection.endedToo())
                : JobCriteria.ofIds(selection.ids());
    }

    private String words() {
        StringJoiner words = new StringJoiner(" ");
        add(words, "--status", statuses);
        add(words, "--table", tables);
        add(words, "--group", groups);
        add(words, "--created-by", users);
        add(words, "--since", since == null ? List.of() : List.of(since));
        return words.toString();
    }

    private static void add(StringJoiner words, String option, List<String> values) {
        values.forEach(value -> words.add(option + " " + (PLAIN.matcher(value).matches() ? value : Quoted.of(value))));
    }

    private static Predicate<ImportJob> status(String text) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        if (wanted.equals(ACTIVE)) {
            return job -> !job.status().ended();
        }
        if (wanted.equals(ENDED)) {
            return job -> job.status().ended();
        }
        JobStatus known = JobStatus.parse(wanted);
        if (known == JobStatus.OTHER) {
            throw new ConfigException("--status: '" + wanted.replaceAll("\\p{Cntrl}", "?")
                    + "' is no status; give active, ended, "
                    + Stream.of(JobStatus.values())
                            .filter(status -> status != JobStatus.OTHER)
                            .map(JobStatus::label)
                            .collect(Collectors.joining(", "))
                    + ".");
        }
        return job -> job.status() == known;
    }

    private static Duration age(String text) {
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ConfigException("--since: " + Quoted.of(text.strip()) + " " + e.getMessage() + ".", e);
        }
    }
}
