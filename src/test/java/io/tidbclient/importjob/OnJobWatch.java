package io.tidbclient.importjob;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static io.tidbclient.importjob.Jobs.at;

/** Each test has a watch of its own, which follows active jobs and reads polls at seconds after noon. */
abstract class OnJobWatch {
    final JobWatch watch = new JobWatch(Duration.ZERO);

    /** A poll at a second after noon, by the server's clock as by the local one. */
    Poll poll(long second, ImportJob... jobs) {
        return watch.observe(List.of(jobs), at(second), TimeUnit.SECONDS.toNanos(second));
    }

    static WatchedJob job(Poll poll, long id) {
        return poll.jobs().stream()
                .filter(watched -> watched.job().id() == id)
                .findFirst()
                .orElseThrow();
    }
}
