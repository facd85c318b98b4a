package io.tidbclient.serve.hook;

import io.tidbclient.importjob.JobStatus;
import io.tidbclient.importjob.run.HookFacts;
import io.tidbclient.importjob.run.JobHooks;
import io.tidbclient.importjob.run.JobLine;
import io.tidbclient.redact.Redactor;
import io.tidbclient.serve.status.JobView;
import io.tidbclient.serve.status.ServerEvent;
import io.tidbclient.serve.status.ServerUpdate;
import io.tidbclient.serve.status.TargetJobs;
import io.tidbclient.serve.status.TargetView;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Runs the users' own commands when import jobs of the targets end or stall, whoever started them. A job that had ended before it
 * was first seen is history, and so is a stall that a history has.
 */
public final class ImportHooks {
    private final Commands commands;
    private final JobHooks.Document document;
    private final HookQueue queue;

    /**
     * The programs and their arguments.
     *
     * @param onFinish for a job that has finished
     * @param onFail for one that failed, was cancelled or vanished
     * @param onStall for one that makes no progress
     */
    public record Commands(
            Optional<List<String>> onFinish, Optional<List<String>> onFail, Optional<List<String>> onStall) {
        /** Nothing is run. */
        public static final Commands NONE = new Commands(Optional.empty(), Optional.empty(), Optional.empty());

        public Commands {
            onFinish = onFinish.map(List::copyOf);
            onFail = onFail.map(List::copyOf);
            onStall = onStall.map(List::copyOf);
        }
    }

    /**
     * Hooks of a server.
     *
     * @param document what a hook reads on its standard input
     * @param queue runs them
     */
    public ImportHooks(Commands commands, JobHooks.Document document, HookQueue queue) {
        this.commands = commands;
        this.document = document;
        this.queue = queue;
    }

    /** Takes in what happened. Returns at once. */
    public void on(ServerUpdate update) {
        if (commands.equals(Commands.NONE) || !(update.event() instanceof ServerEvent.JobsPolled polled)) {
            return;
        }
        String target = polled.target();
        TargetJobs before = update.before().target(target).map(TargetView::jobs).orElse(TargetJobs.NONE);
        TargetJobs after = update.after().target(target).map(TargetView::jobs).orElse(TargetJobs.NONE);
        Set<Long> seenToEnd = seenToEnd(before, polled);
        after.ended().stream()
                .filter(job -> seenToEnd.contains(job.id()))
                .forEach(job ->
                        add(target, polled.at(), job, isFinished(job) ? commands.onFinish() : commands.onFail()));
        after.active().stream()
                .filter(job -> job.stalled()
                        && !before.find(job.id()).map(JobView::stalled).orElse(false))
                .forEach(job -> add(target, polled.at(), job, commands.onStall()));
    }

    /** Those that were active, and those that began and ended between two polls. */
    private static Set<Long> seenToEnd(TargetJobs before, ServerEvent.JobsPolled polled) {
        Set<Long> ids = new HashSet<>();
        if (polled.seen().poll().number() > 1) {
            ids.addAll(polled.seen().poll().ended());
        }
        before.ended().forEach(job -> ids.remove(job.id()));
        before.active().forEach(job -> ids.add(job.id()));
        return ids;
    }

    private void add(String target, Instant at, JobView job, Optional<List<String>> hook) {
        hook.ifPresent(
                command -> queue.add(new Hook(target, command, facts(target, job.line()), input(at, job.line()))));
    }

    private static Map<String, String> facts(String target, JobLine line) {
        Map<String, String> facts = new HashMap<>(HookFacts.of(line));
        facts.computeIfPresent("TIDB_JOB_MESSAGE", (name, message) -> Redactor.text(message));
        facts.put("TIDB_CLIENT_TARGET", target);
        facts.put(
                "TIDB_JOB_STALLED_SECONDS",
                line.estimate()
                        .stalledFor()
                        .map(stalled -> "" + stalled.toSeconds())
                        .orElse(""));
        return facts;
    }

    private String input(Instant at, JobLine line) {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        document.write(json, at, line);
        return json.toString(StandardCharsets.UTF_8);
    }

    private static boolean isFinished(JobView job) {
        return !job.line().watched().vanished() && job.line().job().status() == JobStatus.FINISHED;
    }
}
