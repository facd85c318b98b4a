package io.tidbclient.importjob.run;

import io.tidbclient.check.WatchGoal;
import io.tidbclient.importjob.ImportJob;
import io.tidbclient.importjob.JobInterest;
import io.tidbclient.importjob.Poll;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import static io.tidbclient.importjob.run.JobLines.line;
import static org.assertj.core.api.Assertions.assertThat;

class JobSelectionTest {
    private static final ImportJob SEVEN = line(7, "running").job();
    private static final ImportJob EIGHT = line(8, "running").job();
    private static final JobInterest ONLY_SEVEN = (job, active, age) -> job.id() == 7;

    @Test
    void named_jobs_are_followed_whether_they_are_active_or_not_and_no_others() {
        JobInterest named = new JobSelection(Set.of(8L), ONLY_SEVEN, false).interest();

        assertThat(named.follows(EIGHT, true, Optional.empty())).isTrue();
        assertThat(named.follows(EIGHT, false, Optional.empty())).isTrue();
        assertThat(named.follows(SEVEN, true, Optional.empty())).isFalse();
    }

    @Test
    void without_names_active_jobs_of_the_filter_are_followed() {
        JobInterest active = new JobSelection(Set.of(), ONLY_SEVEN, false).interest();

        assertThat(active.follows(SEVEN, true, Optional.empty())).isTrue();
        assertThat(active.follows(SEVEN, false, Optional.empty())).isFalse();
        assertThat(active.follows(EIGHT, true, Optional.empty())).isFalse();
    }

    @Test
    void jobs_of_the_filter_that_have_ended_are_followed_where_they_are_meant() {
        JobInterest all = new JobSelection(Set.of(), ONLY_SEVEN, true).interest();

        assertThat(all.follows(SEVEN, true, Optional.empty())).isTrue();
        assertThat(all.follows(SEVEN, false, Optional.empty())).isTrue();
        assertThat(all.follows(EIGHT, false, Optional.empty())).isFalse();
    }

    @Test
    void the_goal_is_reached_when_all_have_ended() {
        WatchGoal goal = new JobSelection(Set.of(7L), JobInterest.ANY, false).allEnded();

        assertThat(goal.reached(poll(1, line(7, "running")))).isEmpty();
        assertThat(goal.reached(poll(1, line(7, "finished")))).contains("all import jobs have ended");
    }

    @Test
    void the_goal_is_reached_when_the_first_poll_lacks_a_named_job() {
        WatchGoal goal = new JobSelection(Set.of(7L, 8L), JobInterest.ANY, false).allEnded();

        assertThat(goal.reached(poll(1, line(7, "running")))).contains("not all jobs are listed");
        assertThat(goal.reached(poll(2, line(7, "running")))).isEmpty();
        assertThat(goal.reached(poll(1, line(7, "running"), line(8, "running"))))
                .isEmpty();
    }

    @Test
    void ids_are_named_in_order_where_none_of_them_is_meant() {
        assertThat(JobCriteria.ofIds(List.of(9L)).none(3)).isEqualTo("none of 3 import jobs matches the id 9");
        assertThat(JobCriteria.ofIds(List.of(9L, 7L)).none(3)).isEqualTo("none of 3 import jobs matches the ids 7, 9");
    }

    private static Poll poll(int number, JobLine... lines) {
        return new Poll(number, Arrays.stream(lines).map(JobLine::watched).toList(), List.of(), List.of());
    }
}
