package io.tidbclient.serve.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was asked for.
 *
 * @param path normalized, and not decoded
 * @param parameters the variable parts of the path, by name
 * @param query the query's parameters, by name; the first value of each
 * @param accepts the value of the Accept header; empty without one
 * @param scrapeTimeout the value of the header {@link #SCRAPE_TIMEOUT}; empty without one
 */
public record Request(
        String path, Map<String, String> parameters, Map<String, String> query, String accepts, String scrapeTimeout) {
    /** How long a scraping Prometheus waits for the answer, in seconds. */
    public static final String SCRAPE_TIMEOUT = "X-Prometheus-Scrape-Timeout-Seconds";

    public Request {
        parameters = Map.copyOf(parameters);
        query = Map.copyOf(query);
    }

    /** One that no Prometheus sent. */
    public Request(String path, Map<String, String> parameters, Map<String, String> query, String accepts) {
        this(path, parameters, query, accepts, "");
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
