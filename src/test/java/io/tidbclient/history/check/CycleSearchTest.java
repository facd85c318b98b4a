package io.tidbclient.history.check;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Which cycles of a small graph are found, and how often each is reported. */
class CycleSearchTest {
    private final SearchBudget spent = new SearchBudget(0);
    private final List<Cycle> found = new ArrayList<>();

    @Test
    void read_skew_is_found_whose_anti_dependency_is_on_a_shorter_cycle_with_another_one() {
        Graph graph = new Edges().rw(0, 1).ww(1, 2, 3, 4, 0).rw(2, 5).ww(5, 0).graph(6);

        CycleSearch.search(graph, found::add);

        assertThat(found)
                .extracting(cycle -> cycle.kind() + " " + cycle.length())
                .containsOnly("G_SINGLE 5", "G_NONADJACENT 4");
    }

    @Test
    void write_skew_is_found_whose_anti_dependencies_are_on_shorter_cycles() {
        Graph graph = new Edges().rw(0, 1, 2).ww(1, 0).ww(2, 1).ww(2, 0).graph(3);

        CycleSearch.search(graph, found::add);

        assertThat(found)
                .extracting(cycle -> cycle.kind() + " " + cycle.length())
                .containsOnly("G_SINGLE 2", "G2_ITEM 3");
    }

    @Test
    void anti_dependencies_that_do_not_follow_one_another_are_found_beside_shorter_cycles_of_ones_that_do() {
        Graph graph = new Edges().rw(0, 1, 0).ww(1, 2).rw(2, 3, 2).ww(3, 0).graph(4);

        CycleSearch.search(graph, found::add);

        assertThat(found)
                .extracting(cycle -> cycle.kind() + " " + cycle.length())
                .containsOnly("G2_ITEM 2", "G_NONADJACENT 4");
    }

    @Test
    void read_skew_is_searched_within_components_of_other_edges() {
        Graph graph = new Edges().ww(0, 1, 2, 0).rw(0, 2).rw(2, 1).graph(3);

        readSkew(graph, new SearchBudget(1_000));

        assertThat(found)
                .containsExactly(
                        cycle(new int[] {0, 2}, Graph.RW, Graph.WW), cycle(new int[] {1, 2}, Graph.WW, Graph.RW));
    }

    @Test
    void read_skew_is_searched_only_until_one_is_found_without_a_budget() {
        readSkew(new Edges().ww(0, 1, 2, 0).rw(0, 2).rw(2, 1).graph(3), spent);
        assertThat(found).hasSize(1);

        readSkew(new Edges().ww(0, 1, 2, 0).rw(0, 2).ww(3, 4, 3).rw(3, 4).graph(5), spent);
        assertThat(found).hasSize(3);
    }

    @Test
    void read_skew_is_not_searched_through_an_edge_that_leads_out_of_the_component() {
        readSkew(new Edges().ww(0, 1, 0).rw(0, 2).graph(3), new SearchBudget(1_000));

        assertThat(found).isEmpty();
    }

    @Test
    void plain_write_skew_is_reported_for_each_of_its_anti_dependencies() {
        writeSkew(new Edges().rw(0, 1, 0).graph(2), new SearchBudget(1_000));

        assertThat(found).hasSize(2).containsOnly(cycle(new int[] {0, 1}, Graph.RW, Graph.RW));
    }

    @Test
    void write_skew_beside_other_cycles_is_searched_only_within_the_budget() {
        Edges edges = new Edges().rw(0, 1, 2).ww(1, 0).ww(2, 1).ww(2, 0);
        Cycle skew = cycle(new int[] {0, 1, 2}, Graph.RW, Graph.RW, Graph.WW);

        writeSkew(edges.graph(3), new SearchBudget(1_000));
        assertThat(found)
                .filteredOn(cycle -> cycle.kind() == AnomalyKind.G2_ITEM)
                .containsExactly(skew);

        found.clear();
        writeSkew(edges.graph(3), spent);
        assertThat(found).extracting(Cycle::kind).containsOnly(AnomalyKind.G_SINGLE);
    }

    @Test
    void write_skew_is_searched_eight_times_in_a_component() {
        Edges edges = new Edges();
        for (int i = 1; i <= 12; i++) {
            // Each of the twelve is on a read skew of two with 0, and between 0 and 13.
            edges.rw(0, i).rw(i, 13).ww(i, 0).ww(13, i);
        }
        writeSkew(edges.ww(13, 0).graph(14), new SearchBudget(1_000_000));

        assertThat(found)
                .filteredOn(cycle -> cycle.kind() == AnomalyKind.G2_ITEM)
                .hasSize(SearchedGraph.TRIES);
    }

    @Test
    void write_skew_is_not_searched_through_edges_to_relays_or_out_of_the_component() {
        // Node 4 is a relay, node 3 is in no cycle.
        Graph graph = new Edges()
                .ww(0, 1, 0)
                .rw(0, 4)
                .rw(1, 4)
                .add(Graph.RELAY, 4, 2)
                .ww(2, 0)
                .rw(2, 3)
                .graph(4, 5);

        writeSkew(graph, new SearchBudget(1_000));

        assertThat(found).extracting(Cycle::kind).containsOnly(AnomalyKind.G_SINGLE);
    }

    @Test
    void relays_are_no_steps_of_a_shortest_path() {
        // From 0 to 3 by three relays, or by two transactions; and by one transaction, but that is avoided.
        Graph graph = new Edges()
                .ww(0, 1, 2, 3)
                .ww(0, 4, 3)
                .ww(0, 5)
                .add(Graph.RELAY, 5, 6, 7, 3)
                .graph(5, 8);
        PathFinder finder = new PathFinder(graph, new StrongComponents(graph), new SearchBudget(1_000));

        assertThat(targets(graph, finder.path(0, 3, 4))).containsExactly(5, 6, 7, 3);
        assertThat(targets(graph, finder.path(1, 3, -1))).containsExactly(2, 3);
        assertThat(finder.path(3, 0, -1)).isEmpty();
    }

    @Test
    void avoided_node_is_not_on_the_path() {
        Graph graph = new Edges().ww(0, 1, 3).ww(0, 2, 3).graph(4);
        PathFinder finder = new PathFinder(graph, new StrongComponents(graph), new SearchBudget(1_000));

        assertThat(targets(graph, finder.path(0, 3, -1))).hasSize(2);
        assertThat(targets(graph, finder.path(0, 3, 2))).containsExactly(1, 3);
        assertThat(targets(graph, finder.path(0, 3, 1))).containsExactly(2, 3);
    }

    @Test
    void each_node_is_left_once_however_many_paths_of_the_same_length_lead_to_it() {
        Edges edges = new Edges().ww(0, 1).ww(0, 2);
        for (int node = 1; node < 23; node += 2) {
            edges.ww(node, node + 2).ww(node, node + 3).ww(node + 1, node + 2).ww(node + 1, node + 3);
        }
        Graph graph = edges.ww(23, 25).ww(24, 25).graph(26);
        SearchBudget budget = new SearchBudget(60);

        assertThat(new PathFinder(graph, new StrongComponents(graph), budget).path(0, 25, -1))
                .hasSize(13);
        assertThat(budget.spent()).isFalse();
    }

    @Test
    void components_are_numbered_against_the_direction_of_the_edges() {
        Graph graph = new Edges().ww(0, 1, 0).ww(1, 2).ww(2, 3, 4, 2).ww(4, 5).graph(6);
        StrongComponents components = new StrongComponents(graph);

        assertThat(components.count()).isEqualTo(3);
        assertThat(new int[] {
                    components.of(0),
                    components.of(1),
                    components.of(2),
                    components.of(3),
                    components.of(4),
                    components.of(5)
                })
                .containsExactly(2, 2, 1, 1, 1, 0);
        assertThat(components.cyclic(1)).isTrue();
        assertThat(components.cyclic(5)).isFalse();
    }

    @Test
    void walk_that_visits_a_transaction_twice_is_a_cycle_without_two_anti_dependencies_in_a_row() {
        // 0 → 1 ⇢ 2 → 1 → 0, where ⇢ is an anti-dependency: the walk within, and the one around it.
        Graph within = new Edges().ww(0, 1).rw(1, 2).ww(2, 1).ww(1, 0).graph(3);
        assertThat(built(within, 0, 1, 1, 2, 2, 1, 1, 0)).isEqualTo(cycle(new int[] {1, 2}, Graph.RW, Graph.WW));

        // 0 → 1 ⇢ 2 ⇢ 1 → 0: within are two in a row, around it none.
        Graph around = new Edges().ww(0, 1).rw(1, 2).rw(2, 1).ww(1, 0).graph(3);
        assertThat(built(around, 0, 1, 1, 2, 2, 1, 1, 0)).isEqualTo(cycle(new int[] {0, 1}, Graph.WW, Graph.WW));
    }

    @Test
    void dependency_of_another_kind_between_the_same_transactions_is_named_instead_of_an_anti_dependency() {
        Graph graph = new Edges().rw(0, 1).ww(1, 0).ww(0, 1).graph(2);
        Graph core = new Edges().ww(0, 1).rw(0, 1).ww(1, 0).graph(2);

        assertThat(new CycleBuilder(graph, 1, core, new int[] {0, 1})
                        .cycle(0, Graph.RW, 1, new int[] {graph.edge(1, 0)}))
                .isEqualTo(cycle(new int[] {0, 1}, Graph.WW, Graph.WW));
    }

    private void readSkew(Graph graph, SearchBudget budget) {
        new ReadSkewSearch(Edges.nonadjacent(graph, budget), Edges.searched(graph.without(Graph.RW), budget))
                .search(found::add);
    }

    private void writeSkew(Graph graph, SearchBudget budget) {
        new WriteSkewSearch(Edges.searched(graph, budget), Edges.nonadjacent(graph, budget)).search(found::add);
    }

    /** The cycle that is made of a walk: pairs of nodes, the first of which is the edge that is searched through. */
    private static Cycle built(Graph graph, int... walk) {
        int[] path = new int[walk.length / 2 - 1];
        for (int i = 0; i < path.length; i++) {
            path[i] = graph.edge(walk[2 * i + 2], walk[2 * i + 3]);
        }
        int kind = graph.kind(graph.edge(walk[0], walk[1]));
        return new CycleBuilder(graph, 1, graph, new int[] {0, 1, 2}).cycle(walk[0], kind, walk[1], path);
    }

    private static List<Integer> targets(Graph graph, int[] path) {
        List<Integer> targets = new ArrayList<>();
        for (int edge : path) {
            targets.add(graph.target(edge));
        }
        return targets;
    }

    private static Cycle cycle(int[] nodes, int... kinds) {
        return new Cycle(nodes, kinds);
    }
}
