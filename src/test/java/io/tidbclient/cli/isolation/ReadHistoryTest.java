package io.tidbclient.cli.isolation;

import io.tidbclient.config.ConfigException;
import io.tidbclient.history.check.ConsistencyModel;
import io.tidbclient.history.format.HistoryHead;
import org.junit.jupiter.api.Test;

import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The model that a recorded history names is used or refused, and never replaced by another. */
class ReadHistoryTest {
    private static Optional<ConsistencyModel> expected(Optional<String> model) {
        return new HistoryFiles.ReadHistory("run.ndjson, s", HistoryHead.NONE, model).expectedModel();
    }

    @Test
    void recorded_model_is_expected() {
        assertThat(expected(Optional.of("snapshot-isolation"))).contains(ConsistencyModel.SNAPSHOT_ISOLATION);
        assertThat(expected(Optional.empty())).isEmpty();
    }

    @Test
    void recorded_model_that_is_unknown_is_named_and_refused() {
        assertThatThrownBy(() -> expected(Optional.of("snapshot-isolaton")))
                .isInstanceOf(ConfigException.class)
                .hasMessage("'run.ndjson, s': the expected model 'snapshot-isolaton' is unknown; name a model with"
                        + " --expect, or use the release that wrote the file.");
    }
}
