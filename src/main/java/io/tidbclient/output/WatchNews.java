package io.tidbclient.output;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.importjob.ImportJob;
import io.tidbclient.importjob.JobStatus;
import io.tidbclient.importjob.JobsAnswer;
import io.tidbclient.output.text.Text;
import io.tidbclient.output.text.Units;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What is worth a line of the check's watch of import jobs, beside its polls: how it begins and how it ends. */
final class WatchNews {
    private final Set<ServerAddress> counted = new HashSet<>();

    /** Once for each server. */
    List<Text> counted(String connection, JobsAnswer answer, CheckSnapshot after) {
        ServerAddress target = after.connection(connection).target();
        if (!counted.add(target)) {
            return List.of();
        }
        return List.of(
                switch (answer) {
                    case JobsAnswer.Unsupported unsupported ->
                        Text.of(target + "  no import jobs here: " + unsupported.why());
                    case JobsAnswer.Listed listed ->
                        Text.of(target + "  import jobs: " + active(listed)
                                + (listed.jobs().size() - listed.active().size()) + " ended"
                                + (listed.onlyOwn() ? " (only this user's)" : ""));
                });
    }

    List<Text> ended(String connection, String why, CheckSnapshot after) {
        return List.of(Text.of(after.connection(connection).target() + "  stopped watching import jobs: " + why));
    }

    private static String active(JobsAnswer.Listed listed) {
        if (listed.active().isEmpty()) {
            return "none active, ";
        }
        Map<JobStatus, Long> counts = listed.active().stream()
                .collect(Collectors.groupingBy(
                        ImportJob::status, () -> new EnumMap<>(JobStatus.class), Collectors.counting()));
        return counts.entrySet().stream()
                .map(count ->
                        Units.count(count.getValue()) + " " + count.getKey().label() + ", ")
                .collect(Collectors.joining());
    }
}
