package io.tidbclient.output.imports;

import io.tidbclient.importjob.run.JobFold;
import io.tidbclient.importjob.run.JobLine;
import io.tidbclient.output.imports.JobSamples.Sample;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class JobSamplesTest {
    private static final JobLine LINE = new JobFold(Duration.ofMinutes(5), OptionalLong.empty())
            .seen(
                    RecordedPolls.SERVER,
                    RecordedPolls.recording(0, RecordedPolls.running(7, 0), List.of())
                            .poll())
            .lines()
            .getFirst();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 999, 1_999, 2_000, 2_001, 4_001, 100_000})
    void the_first_and_the_last_are_kept_and_those_between_are_evenly_spread(int count) {
        JobSamples samples = new JobSamples(new Sample(0, LINE));
        for (int second = 1; second < count; second++) {
            samples.add(new Sample(second, LINE));
        }

        List<Sample> all = samples.all();

        assertThat(samples.last().second()).isEqualTo(count - 1);
        assertThat(all.getFirst().second()).isZero();
        assertThat(all.getLast().second()).isEqualTo(count - 1);
        assertThat(all).hasSizeBetween(Math.min(count, 1_000), 2_001);
        double step = count < 2 ? 0 : all.get(1).second();
        assertThat(IntStream.range(1, Math.max(1, all.size() - 1)))
                .allSatisfy(i -> assertThat(all.get(i).second() - all.get(i - 1).second())
                        .isEqualTo(step));
    }
}
