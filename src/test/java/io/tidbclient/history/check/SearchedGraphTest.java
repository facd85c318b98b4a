package io.tidbclient.history.check;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import static io.tidbclient.history.check.Edges.searched;
import static org.assertj.core.api.Assertions.assertThat;

class SearchedGraphTest {
    private final SearchBudget spent = new SearchBudget(0);
    private final List<Cycle> found = new ArrayList<>();

    @Test
    void few_cycles_of_a_component_are_searched_and_one_without_a_budget() {
        Graph complete = Edges.complete(12).graph(12);

        SearchedGraph searched = searched(complete, new SearchBudget(1_000_000));
        searched.searchThrough(Graph.WW, found::add);
        assertThat(found).hasSize(SearchedGraph.TRIES).allMatch(cycle -> cycle.length() == 2);

        found.clear();
        searched(complete, spent).searchThrough(Graph.WW, found::add);
        assertThat(found).hasSize(1);
    }

    @Test
    void budget_is_what_the_searches_follow() {
        SearchedGraph searched = searched(new Edges().ww(0, 1, 0).ww(2, 3, 2).graph(4), new SearchBudget(3));

        assertThat(searched.search(0, Graph.WW, 1, found::add)).isTrue();
        assertThat(searched.search(1, Graph.WW, 0, found::add)).isTrue();
        assertThat(searched.outOfBudget()).isFalse();
        assertThat(searched.search(2, Graph.WW, 3, found::add)).isTrue();
        assertThat(searched.outOfBudget()).isTrue();
    }

    @Test
    void component_has_found_a_cycle_once_a_search_has() {
        SearchedGraph searched = searched(new Edges().ww(0, 1, 0).ww(2, 3).graph(4), spent);

        assertThat(searched.search(2, Graph.WW, 3, found::add)).isFalse();
        assertThat(searched.hasFound(2)).isFalse();
        assertThat(searched.hasFound(0)).isFalse();
        assertThat(searched.wantsMore(0)).isTrue();

        assertThat(searched.search(0, Graph.WW, 1, found::add)).isTrue();
        assertThat(searched.hasFound(0)).isTrue();
        assertThat(searched.hasFound(1)).isTrue();
        assertThat(searched.hasFound(2)).isFalse();
        assertThat(searched.wantsMore(0)).isFalse();
        assertThat(found).containsExactly(cycle(0, 1));
    }

    @Test
    void cycle_through_two_edges_returns_to_the_first_node_directly_or_by_a_path() {
        Graph graph = new Edges().ww(0, 1, 0).ww(1, 2, 3, 0).graph(4);
        SearchedGraph searched = searched(graph, spent);

        searched.searchThroughBoth(0, graph.edge(0, 1), graph.edge(1, 0), found::add);
        assertThat(found).containsExactly(cycle(0, 1));

        found.clear();
        searched.searchThroughBoth(0, graph.edge(0, 1), graph.edge(1, 2), found::add);
        assertThat(found).containsExactly(cycle(0, 1, 2, 3));
    }

    @Test
    void no_cycle_is_reported_where_no_path_leads_back() {
        Graph graph = new Edges().ww(0, 1, 0).ww(1, 2).graph(3);

        searched(graph, spent).searchThroughBoth(0, graph.edge(0, 1), graph.edge(1, 2), found::add);

        assertThat(found).isEmpty();
    }

    @Test
    void cycles_that_a_weaker_form_has_are_not_searched_again() {
        Graph graph = new Edges().ww(0, 1, 0).graph(2);
        SearchedGraph weaker = searched(graph, spent);

        new SearchedGraph(graph, 1, graph, new int[] {0, 1}, spent, weaker).searchThrough(Graph.WW, found::add);

        assertThat(found).isEmpty();
        assertThat(weaker.hasCycles()).isTrue();
        assertThat(searched(new Edges().ww(0, 1).graph(2), spent).hasCycles()).isFalse();
    }

    @Test
    void edges_of_the_next_node_do_not_count() {
        Graph graph = new Edges().ww(1, 2, 0).graph(3);

        assertThat(graph.edge(0, 2)).isEqualTo(-1);
        assertThat(graph.edge(1, 0)).isEqualTo(-1);
        assertThat(graph.edge(1, 2)).isZero();
        assertThat(graph.edge(2, 0)).isEqualTo(1);
    }

    /** One of write dependencies. */
    private static Cycle cycle(int... nodes) {
        return new Cycle(nodes, new int[nodes.length]);
    }
}
