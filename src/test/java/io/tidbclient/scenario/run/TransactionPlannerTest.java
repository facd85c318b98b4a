package io.tidbclient.scenario.run;

import io.tidbclient.scenario.Scalar;
import io.tidbclient.scenario.Workload;
import io.tidbclient.scenario.run.TransactionPlanner.Planned;
import io.tidbclient.scenario.script.TestScripts;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

class TransactionPlannerTest {
    private static final Workload WORKLOAD = TestScripts.one("""
                    scenario: s
                    sessions: [a]
                    workload:
                      session: a
                      transactions: 1
                      one-of:
                        - name: write
                          weight: 3
                          transaction:
                            - BEGIN
                            - repeat: {between: [1, 4]}
                              as: i
                              values: {k: {between: [1, 1000000]}}
                              steps: 'UPDATE t SET v = :i WHERE id = :k'
                            - COMMIT
                        - name: read
                          transaction: {one-of: [{weight: 9, steps: SELECT 1}, {steps: SELECT 2}]}
                    """).workload().orElseThrow();

    private static List<Planned> plan(long seed) {
        TransactionPlanner planner = new TransactionPlanner(WORKLOAD, Map.of(), new SplittableRandom(seed));
        return LongStream.rangeClosed(1, 4000).mapToObj(planner::next).toList();
    }

    private static double share(List<Planned> all, String sql) {
        return all.stream()
                        .filter(planned -> planned.statements().stream()
                                .anyMatch(
                                        next -> next.statement().sql().written().equals(sql)))
                        .count()
                / (double) all.size();
    }

    @Test
    void kinds_and_options_are_chosen_by_weight() {
        List<Planned> all = plan(1);

        assertThat(share(all, "BEGIN")).isBetween(0.72, 0.78);
        assertThat(share(all, "SELECT 1")).isBetween(0.2, 0.25);
        assertThat(share(all, "SELECT 2")).isBetween(0.015, 0.035);
    }

    @Test
    void a_loop_has_each_number_of_iterations_and_draws_values_anew() {
        List<Planned> writes = plan(1).stream()
                .filter(planned -> planned.shape().name().equals("write"))
                .toList();

        assertThat(writes.stream().map(planned -> planned.statements().size()).distinct())
                .containsExactlyInAnyOrder(3, 4, 5, 6);
        Planned longest = writes.stream()
                .filter(planned -> planned.statements().size() == 6)
                .findFirst()
                .orElseThrow();
        assertThat(longest.statements().subList(1, 5))
                .extracting(next -> next.values().get("i"))
                .containsExactly(
                        Scalar.Numeric.of(1), Scalar.Numeric.of(2), Scalar.Numeric.of(3), Scalar.Numeric.of(4));
        assertThat(longest.statements().subList(1, 5).stream()
                        .map(next -> next.values().get("k"))
                        .distinct())
                .hasSize(4);
    }

    @Test
    void the_same_seed_plans_the_same_transactions() {
        assertThat(plan(7)).isEqualTo(plan(7)).isNotEqualTo(plan(8));
    }
}
