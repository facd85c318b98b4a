package io.tidbclient.importjob;

import java.util.List;

/** What a server answered to {@code SHOW IMPORT JOBS}. */
public sealed interface JobsAnswer {
    /**
     * The jobs.
     *
     * @param jobs all that this user may see, the server's history included
     * @param onlyOwn whether the user lacks SUPER and so sees just its own, silently
     */
    record Listed(List<ImportJob> jobs, boolean onlyOwn) implements JobsAnswer {
        public Listed {
            jobs = List.copyOf(jobs);
        }

        /** The jobs that have not ended. */
        public List<ImportJob> active() {
            return jobs.stream().filter(job -> !job.status().ended()).toList();
        }
    }

    /**
     * The server has no such statement, or cannot answer it.
     *
     * @param why one sentence
     */
    record Unsupported(String why) implements JobsAnswer {}
}
