package io.tidbclient.output.json;

import io.tidbclient.check.ConnectionView;
import io.tidbclient.engine.State;
import io.tidbclient.output.digest.Server;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Writes connections and the servers that they go to.
 *
 * @param json where to
 * @param at the time that the days left of certificates count from
 */
record ConnectionJson(JsonOut json, Instant at) {
    /** The fields of a connection. */
    void connection(ConnectionView view) {
        FactsJson facts = new FactsJson(json);
        json.text("name", view.name());
        json.text("target", view.target().toString());
        json.text("state", view.state().map(State::label));
        json.instant("since", view.since());
        json.instant("lastActivity", view.lastActivity());
        json.number("attempts", view.attempts());
        json.number("reopened", view.reopened());
        facts.pool("pool", view.pool());
        json.millis("connectMs", view.connectTime());
        json.millis("firstRoundTripMs", view.roundTrip());
        facts.identity("identity", view.identity());
        facts.version("version", view.version());
        facts.tls("tls", view.tls(), at);
        facts.database("database", view.databases().stream().findFirst());
        facts.databases("databases", view.databases());
        facts.failure("failure", view.failure());
        facts.failure("lastAttemptFailure", view.lastAttemptFailure());
    }

    /** The fields of a server. What several connections report is that of the first that has it. */
    void server(Server server) {
        FactsJson facts = new FactsJson(json);
        json.text("target", server.target().toString());
        counts(
                server.connections().size(),
                server.count(State.TerminalState.COMPLETED),
                server.count(State.TerminalState.FAILED),
                server.count(State.TerminalState.CANCELLED));
        facts.version("version", first(server, ConnectionView::version));
        facts.tls("tls", first(server, ConnectionView::tls), at);
        json.text("currentUser", first(server, ConnectionJson::user));
        facts.databases(
                "databases",
                server.connections().stream()
                        .map(ConnectionView::databases)
                        .filter(databases -> !databases.isEmpty())
                        .findFirst()
                        .orElse(List.of()));
        json.flag("mixed", mixed(server));
        Map<String, Long> instances =
                server.distinct(view -> view.identity().map(id -> id.hostname() + ":" + id.port()));
        json.objects("answeredBy", instances.entrySet(), instance -> {
            json.text("instance", instance.getKey());
            json.number("connections", instance.getValue());
        });
    }

    void counts(long all, long completed, long failed, long cancelled) {
        json.number("connections", all);
        json.number("completed", completed);
        json.number("failed", failed);
        json.number("cancelled", cancelled);
        json.number("unfinished", all - completed - failed - cancelled);
    }

    private static Optional<String> user(ConnectionView view) {
        return view.identity().map(identity -> identity.currentUser());
    }

    private static <T> Optional<T> first(Server server, Function<ConnectionView, Optional<T>> value) {
        return server.connections().stream()
                .flatMap(view -> value.apply(view).stream())
                .findFirst();
    }

    private static boolean mixed(Server server) {
        return server.distinct(ConnectionView::version).size() > 1
                || server.distinct(ConnectionView::tls).size() > 1
                || server.distinct(ConnectionJson::user).size() > 1
                || server.distinct(view -> Optional.of(view.databases()).filter(known -> !known.isEmpty()))
                                .size()
                        > 1;
    }
}
