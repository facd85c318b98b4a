package io.tidbclient.check.report;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.check.ConnectionView;
import io.tidbclient.check.ServerJobs;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.config.Shard;
import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.engine.Verdicts;
import io.tidbclient.importjob.JobsAnswer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Adds up the reports of a check's shares. Nothing is rounded: each report holds every connection with its latencies, so the
 * percentiles of the sum are those of one check of all connections.
 */
public final class ReportMerge {
    private final Map<Integer, Named> byIndex = new TreeMap<>();

    private record Named(String name, RunReport report) {}

    /**
     * Adds one.
     *
     * @param name how messages call it, its file for example
     * @throws ReportException when it does not belong to those that were added before
     */
    public void add(String name, RunReport report) {
        byIndex.values().stream().findFirst().ifPresent(first -> {
            int expected = first.report().shard().count();
            if (report.shard().count() != expected) {
                throw new ReportException(
                        "%s is about share %s, and %s about one of %d; merge the reports of one check."
                                .formatted(name, report.shard(), first.name(), expected));
            }
        });
        Named twice = byIndex.put(report.shard().index(), new Named(name, report));
        if (twice != null) {
            throw new ReportException(
                    report.shard().count() == 1
                            ? "%s and %s are each about a whole check; only reports of checks with --shard can be merged."
                                    .formatted(twice.name(), name)
                            : "%s and %s are both about share %s; give each once."
                                    .formatted(twice.name(), name, report.shard()));
        }
    }

    /**
     * The report of the whole.
     *
     * @param toolVersion this tool's, which made it
     * @throws ReportException when there is none, a share is missing, or two have the same connection
     */
    public RunReport merged(String toolVersion) {
        if (byIndex.isEmpty()) {
            throw new ReportException("There is no report to merge; give the file of each share.");
        }
        requireAll();
        List<RunReport> reports = byIndex.values().stream().map(Named::report).toList();
        CheckSnapshot sum = new CheckSnapshot(
                reports.stream().mapToLong(report -> report.last().sequence()).sum(),
                moments(reports, CheckSnapshot::startedAt)
                        .min(Comparator.naturalOrder())
                        .orElseThrow(),
                moments(reports, CheckSnapshot::at)
                        .max(Comparator.naturalOrder())
                        .orElseThrow(),
                connections(),
                jobs(reports),
                reports.stream()
                        .flatMap(report -> report.last().stopping().stream())
                        .findFirst());
        return new RunReport(toolVersion, Shard.WHOLE, sum, verdict(sum, reports));
    }

    private void requireAll() {
        int count = byIndex.values().iterator().next().report().shard().count();
        List<String> missing = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            if (!byIndex.containsKey(index)) {
                missing.add(new Shard(index, count).toString());
            }
        }
        if (!missing.isEmpty()) {
            throw new ReportException("The report of share %s is missing; give the reports of all shares."
                    .formatted(String.join(", ", missing)));
        }
    }

    private static java.util.stream.Stream<Instant> moments(
            List<RunReport> reports, java.util.function.Function<CheckSnapshot, Instant> moment) {
        return reports.stream().map(RunReport::last).map(moment);
    }

    /** In the order of their numbers: the first of each share, then the second of each. */
    private List<ConnectionView> connections() {
        Map<String, String> owners = new LinkedHashMap<>();
        List<ConnectionView> all = new ArrayList<>();
        int most = byIndex.values().stream()
                .mapToInt(named -> named.report().last().connections().size())
                .max()
                .orElse(0);
        for (int i = 0; i < most; i++) {
            for (Named named : byIndex.values()) {
                List<ConnectionView> own = named.report().last().connections();
                if (i < own.size()) {
                    String other = owners.put(own.get(i).name(), named.name());
                    if (other != null) {
                        throw new ReportException("Connection %s is in %s and in %s; merge the reports of one check."
                                .formatted(own.get(i).name(), other, named.name()));
                    }
                    all.add(own.get(i));
                }
            }
        }
        return all;
    }

    /** Every share sees all jobs of its servers, so the one with the last successful poll decides. */
    private static List<ServerJobs> jobs(List<RunReport> reports) {
        Map<ServerAddress, ServerJobs> latest = new LinkedHashMap<>();
        reports.stream()
                .sorted(Comparator.comparing(report -> report.last().at()))
                .flatMap(report -> report.last().jobs().stream())
                .forEach(jobs -> latest.merge(
                        jobs.target(),
                        jobs,
                        (old, later) -> later.answer() instanceof JobsAnswer.Listed ? later : old));
        return List.copyOf(latest.values());
    }

    /** A share that was stopped, or met a defect, says so for all; else the connections decide, as in one check. */
    private static RunVerdict verdict(CheckSnapshot sum, List<RunReport> reports) {
        Optional<RunVerdict> stopped = reports.stream()
                .map(RunReport::verdict)
                .filter(verdict -> verdict.outcome().isStopped() || verdict.outcome() == Outcome.INTERNAL_ERROR)
                .max(Comparator.comparing(RunVerdict::outcome));
        RunVerdict counted = Verdicts.of(sum.states(), Optional.empty());
        return stopped.map(verdict -> verdict.saying(counted.sentence() + "; of one share: " + verdict.sentence()))
                .orElse(counted);
    }
}
