package io.tidbclient.output.json;

import io.tidbclient.check.CheckEvent;
import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.engine.HandlerEvent;
import io.tidbclient.engine.RunEvent;
import io.tidbclient.engine.State;
import io.tidbclient.importjob.JobsAnswer;
import io.tidbclient.output.digest.KnownJob;

import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** Writes an event on a line of its own. */
public final class EventJson {
    private EventJson() {}

    /** Writes what happened, with the time of the snapshot after it. */
    public static void write(OutputStream out, RunEvent event, CheckSnapshot after) {
        JsonOut.write(out, false, json -> {
            switch (event) {
                case RunEvent.Started started -> {
                    begin(json, "started", after);
                    json.number("connections", after.connections().size());
                }
                case RunEvent.Transitioned moved -> {
                    begin(json, "transition", after);
                    json.text("connection", moved.connection());
                    json.text("from", moved.from().map(State::label));
                    json.text("to", moved.to().label());
                    json.text("reason", moved.reason());
                }
                case RunEvent.Found found -> found(json, found, after);
                case RunEvent.MessageSent message -> {
                    begin(json, "message", after);
                    json.text("from", message.from());
                    json.text("to", message.to());
                    json.text("text", message.text());
                }
                case RunEvent.Stopping stopping -> {
                    begin(json, "stopping", after);
                    json.text("reason", stopping.reason());
                }
            }
        });
    }

    private static void begin(JsonOut json, String name, CheckSnapshot after) {
        json.event(name, after.at());
    }

    private static void found(JsonOut json, RunEvent.Found found, CheckSnapshot after) {
        if (found.event() instanceof CheckEvent.JobsWatched watched) {
            new JobsJson(json)
                    .poll(after.at(), after.connection(found.connection()).target(), watched.poll());
            return;
        }
        begin(json, "found", after);
        json.text("connection", found.connection());
        finding(json, found.event(), after);
    }

    private static void finding(JsonOut json, HandlerEvent event, CheckSnapshot after) {
        if (event instanceof CheckEvent check) {
            check(json, check, after);
        } else {
            json.text("finding", "other");
        }
    }

    private static void check(JsonOut json, CheckEvent event, CheckSnapshot after) {
        switch (event) {
            case CheckEvent.Fact fact -> FactFormats.event(json, fact);
            case CheckEvent.Opened opened -> {
                json.text("finding", "opened");
                json.number("attempt", opened.attempt());
                json.millis("connectMs", opened.took());
                TlsJson.write(json, "tls", Optional.of(opened.tls()), after.at());
            }
            case CheckEvent.AttemptFailed failed -> {
                json.text("finding", "attempt-failed");
                json.number("attempt", failed.attempt());
                FailureJson.write(json, "failure", Optional.of(failed.failure()));
            }
            case CheckEvent.PoolFilling filling -> {
                json.text("finding", "pool-filling");
                json.number("open", filling.open());
                json.number("size", filling.size());
            }
            case CheckEvent.PollMissed missed -> {
                json.text("finding", "poll-missed");
                json.number("inARow", missed.inARow());
                json.number("inAll", missed.inAll());
                FailureJson.write(json, "failure", Optional.of(missed.failure()));
            }
            case CheckEvent.Reopened reopened -> {
                json.text("finding", "reopened");
                json.millis("connectMs", reopened.took());
                TlsJson.write(json, "tls", Optional.of(reopened.tls()), after.at());
            }
            case CheckEvent.JobsCounted counted -> {
                json.text("finding", "jobs-counted");
                JobsJson jobs = new JobsJson(json);
                jobs.answer(counted.answer());
                jobs.byStatus(listed(counted.answer()));
            }
            case CheckEvent.JobsWatched watched -> throw new IllegalStateException("a poll is an event of its own");
            case CheckEvent.WatchEnded ended -> {
                json.text("finding", "watch-ended");
                json.text("why", ended.why());
            }
        }
    }

    private static List<KnownJob> listed(JobsAnswer answer) {
        return switch (answer) {
            case JobsAnswer.Listed listed ->
                listed.jobs().stream()
                        .map(job -> new KnownJob(job, Optional.empty()))
                        .toList();
            case JobsAnswer.Unsupported unsupported -> List.of();
        };
    }
}
