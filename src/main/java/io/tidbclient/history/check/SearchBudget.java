package io.tidbclient.history.check;

/**
 * How much work searching for cycles may take. When it is spent, each component of which no cycle was found yet is still
 * searched until one is: the budget limits counts and the choice of examples, not what is found.
 */
final class SearchBudget {
    private long edges;

    /** @param edges how many edges may be followed in all */
    SearchBudget(long edges) {
        this.edges = edges;
    }

    void use(long followed) {
        edges -= followed;
    }

    boolean spent() {
        return edges <= 0;
    }
}
