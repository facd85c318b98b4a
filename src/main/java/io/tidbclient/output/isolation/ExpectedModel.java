package io.tidbclient.output.isolation;

import io.tidbclient.history.check.ConsistencyModel;
import io.tidbclient.isolation.PromisedModel;

/**
 * The consistency model that a history is expected to satisfy.
 *
 * @param model the model
 * @param reason why this one, in a sentence; empty when it was asked for
 */
public record ExpectedModel(ConsistencyModel model, String reason) {
    /** The one that an option asked for. */
    public static ExpectedModel asked(ConsistencyModel model) {
        return new ExpectedModel(model, "");
    }

    /** The one that the server's documentation promises. */
    public static ExpectedModel of(PromisedModel promise) {
        return new ExpectedModel(
                promise.model(),
                promise.reason().isEmpty() ? "The isolation level has the name of this model." : promise.reason());
    }

    /** The one of a history of which nothing is known. */
    public static ExpectedModel strictest() {
        return new ExpectedModel(
                ConsistencyModel.STRICT_SERIALIZABLE,
                "The file does not name an isolation level; give the model with --expect.");
    }
}
