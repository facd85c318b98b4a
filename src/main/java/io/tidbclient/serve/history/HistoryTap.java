package io.tidbclient.serve.history;

import io.tidbclient.serve.history.HistoryRecord.CheckedServer;
import io.tidbclient.serve.status.JobView;
import io.tidbclient.serve.status.ServerEvent;
import io.tidbclient.serve.status.ServerFacts;
import io.tidbclient.serve.status.ServerUpdate;
import io.tidbclient.serve.status.TargetView;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What of the things that happen belongs into the history: each check, and each import job when it is first seen, when it ends,
 * when it stalls and when it moves again, and every minute between. For one thread.
 */
final class HistoryTap {
    private static final Duration JOBS_EVERY = Duration.ofMinutes(1);

    /** By target and job; as many as the server shows. */
    private final Map<String, Map<Long, Written>> jobs = new HashMap<>();

    private record Written(Instant at, Optional<Instant> ended, boolean stalled) {
        static Written of(JobView job, Instant at) {
            return new Written(at, job.endedAt(), job.stalled());
        }
    }

    List<HistoryRecord> records(ServerUpdate update) {
        return switch (update.event()) {
            case ServerEvent.CheckEnded ended ->
                check(
                        update,
                        ended.target(),
                        Optional.of(
                                CheckedServer.of(new ServerFacts(ended.result().last()))));
            case ServerEvent.CheckPrevented prevented -> check(update, prevented.target(), Optional.empty());
            case ServerEvent.JobsPolled polled ->
                update.after()
                        .target(polled.target())
                        .map(view -> jobs(view, polled.at()))
                        .orElse(List.of());
            case ServerEvent.HistoryRead read -> {
                Map<Long, Written> known = jobs.computeIfAbsent(read.target(), target -> new HashMap<>());
                read.past().jobs().forEach(job -> known.put(job.id(), Written.of(job, Instant.EPOCH)));
                yield List.of();
            }
            case ServerEvent.TargetsConfigured configured -> {
                jobs.keySet().retainAll(configured.names());
                yield List.of();
            }
            case ServerEvent.JobsFailed failed -> List.of();
            case ServerEvent.CheckStarted started -> List.of();
            case ServerEvent.CheckStopped stopped -> List.of();
            case ServerEvent.ScenariosScheduled scheduled -> List.of();
            case ServerEvent.ScenarioEvent scenario -> List.of();
        };
    }

    private static List<HistoryRecord> check(ServerUpdate update, String target, Optional<CheckedServer> server) {
        return update.after()
                .target(target)
                .flatMap(TargetView::lastRecord)
                .<List<HistoryRecord>>map(record -> List.of(new HistoryRecord.Check(target, record, server)))
                .orElse(List.of());
    }

    private List<HistoryRecord> jobs(TargetView view, Instant at) {
        Map<Long, Written> before = jobs.getOrDefault(view.name(), Map.of());
        Map<Long, Written> after = new HashMap<>();
        List<HistoryRecord> records = new ArrayList<>();
        for (JobView job : view.jobs().all()) {
            Optional<Written> written = Optional.ofNullable(before.get(job.id()));
            boolean due = written.isEmpty()
                    || !written.get().ended().equals(job.endedAt())
                    || written.get().stalled() != job.stalled()
                    || (job.endedAt().isEmpty()
                            && !at.isBefore(written.get().at().plus(JOBS_EVERY)));
            if (due) {
                records.add(new HistoryRecord.Job(view.name(), job, at));
            }
            after.put(job.id(), due ? Written.of(job, at) : written.orElseThrow());
        }
        jobs.put(view.name(), after);
        return records;
    }
}
