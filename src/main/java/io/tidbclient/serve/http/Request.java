package io.tidbclient.serve.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was asked for.
 *
 * @param path as it was sent, decoded
 * @param parameters the variable parts of the path, by name
 * @param query the query's parameters, by name; the first value of each
 * @param accepts the value of the Accept header; empty without one
 */
public record Request(String path, Map<String, String> parameters, Map<String, String> query, String accepts) {
    public Request {
        parameters = Map.copyOf(parameters);
        query = Map.copyOf(query);
    }

    /**
     * A variable part of the path.
     *
     * @throws IllegalArgumentException when the path has no part of that name
     */
    public String parameter(String name) {
        return Optional.ofNullable(parameters.get(name))
                .orElseThrow(() -> new IllegalArgumentException("the path has no part " + name));
    }

    /** A parameter of the query; empty when it was not given. */
    public Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name));
    }

    /** Whether the client accepts that media type by name. */
    public boolean accepts(String mediaType) {
        return List.of(accepts.split(",")).stream()
                .map(part -> part.split(";", 2)[0].strip())
                .anyMatch(mediaType::equalsIgnoreCase);
    }
}
