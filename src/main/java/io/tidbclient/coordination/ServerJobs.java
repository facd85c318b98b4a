package io.tidbclient.coordination;

import io.tidbclient.config.ServerAddress;
import io.tidbclient.importjob.JobsAnswer;
import io.tidbclient.importjob.Poll;

import java.util.Optional;

/**
 * The import jobs of one server, as far as they are known.
 *
 * @param target the server
 * @param answer what it answered when the jobs were first counted
 * @param poll the last poll of the watch; empty before the first, and when there is nothing to watch
 * @param watchEnded why the watch has ended; empty while it continues
 */
public record ServerJobs(ServerAddress target, JobsAnswer answer, Optional<Poll> poll, Optional<String> watchEnded) {}
