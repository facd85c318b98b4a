package io.tidbclient.serve.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LabelSetsTest {
    private final LabelSets sets = new LabelSets();

    @Test
    void a_set_is_made_once_for_all_scrapes_that_use_it() {
        Labels first = sets.of("target", "prod");
        assertThat((Object) first).isEqualTo(Labels.of("target", "prod"));
        assertThat((Object) sets.of("target", "prod")).isSameAs(first);

        sets.endScrape();

        assertThat((Object) sets.of("target", "prod")).isSameAs(first);
        assertThat((Object) sets.of("target", "test")).isEqualTo(Labels.of("target", "test"));
    }

    @Test
    void a_set_that_a_scrape_does_not_use_is_dropped() {
        Labels first = sets.of("target", "prod");
        sets.endScrape();
        sets.endScrape();

        assertThat((Object) sets.of("target", "prod")).isEqualTo(first).isNotSameAs(first);
    }
}
