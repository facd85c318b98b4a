package io.tidbclient.serve;

import io.tidbclient.output.Runs;
import io.tidbclient.serve.http.EventStream;
import io.tidbclient.serve.page.Pages;
import io.tidbclient.serve.status.Checks;
import io.tidbclient.serve.status.Scenarios;
import io.tidbclient.serve.status.ServerEvent;
import io.tidbclient.serve.status.StatusBoard;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class PageEventsTest {
    private long now;
    private final EventStream stream = new EventStream(100, 1_000);
    private final PageEvents events = new PageEvents(stream, () -> now);
    private final StatusBoard board = new StatusBoard(Runs.START);
    private final Pages pages = new Pages("1.2.3", events::load, board::latest, Optional::empty, () -> Runs.START);

    PageEventsTest() {
        board.observe(update -> events.on(update, pages), Runnable::run);
        board.add(new ServerEvent.TargetsConfigured(List.of("prod")));
    }

    @Test
    void a_page_gets_what_happens_between_its_loading_and_its_connection() {
        String path = events.load();
        long loaded = stream.last();
        board.add(new ServerEvent.CheckEnded("prod", Checks.up(Duration.ofSeconds(1))));

        assertThat(path).isEqualTo("/live?since=" + loaded);
        assertThat(stream.since(loaded))
                .isNotEmpty()
                .noneMatch(event -> event.name().equals(EventStream.RESET));
    }

    @Test
    void parts_that_no_browser_shows_are_not_made_and_one_that_comes_back_is_reset() {
        events.load();
        long loaded = stream.last();
        now += Duration.ofSeconds(11).toNanos();
        board.add(new ServerEvent.CheckEnded("prod", Checks.up(Duration.ofSeconds(1))));

        assertThat(stream.since(loaded))
                .singleElement()
                .matches(event -> event.name().equals(EventStream.RESET));
    }

    @Test
    void a_scenario_changes_the_card_and_makes_the_list_of_scenarios_stale() {
        events.load();
        board.add(new ServerEvent.ScenariosScheduled(
                "prod", List.of(new ServerEvent.Due("isolation/p4", Optional.empty()))));
        long loaded = stream.last();
        board.add(new ServerEvent.ScenarioEnded(
                "prod", "isolation/p4", Scenarios.run(1, Duration.ZERO, Scenarios.failed()), Optional.empty()));

        assertThat(stream.since(loaded))
                .anyMatch(event -> event.name().equals("part") && event.data().contains("1 failed"))
                .anyMatch(event -> event.name().equals("stale")
                        && event.data().contains("\"" + Pages.scenariosPart("prod") + "\""));
    }
}
