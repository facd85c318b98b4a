package io.tidbclient.claims;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The published schemas of what the tool reports, by the names that the table of claims calls them. */
final class ClaimSchemas {
    private static final String RESOURCES = "src/main/resources/io/tidbclient/";
    private static final String CHECK = "check";

    private final Map<String, JsonNode> schemas;

    ClaimSchemas(Map<String, JsonNode> schemas) {
        this.schemas = new LinkedHashMap<>(schemas);
    }

    /** All that are published, but the one of scripts, which are input. */
    static ClaimSchemas published() {
        Map<String, JsonNode> schemas = new LinkedHashMap<>();
        schemas.put(CHECK, read(RESOURCES + "output/report.schema.json"));
        schemas.put("imports", read("docs/imports-report.schema.json"));
        schemas.put("scenarios", read(RESOURCES + "output/scenarios-report.schema.json"));
        schemas.put("isolation", read("docs/isolation-report.schema.json"));
        schemas.put("history", read("docs/scenarios-history.schema.json"));
        schemas.put("api", read(RESOURCES + "serve/api/openapi.json"));
        return new ClaimSchemas(schemas);
    }

    /** Their names. */
    List<String> names() {
        return List.copyOf(schemas.keySet());
    }

    JsonNode root(String name) {
        return Optional.ofNullable(schemas.get(name))
                .orElseThrow(() -> new IllegalArgumentException("no schema is called " + name));
    }

    /** The definitions of a schema: of the API its components. */
    static String definitions(JsonNode root) {
        return root.has("components") ? "/components/schemas" : "/$defs";
    }

    /** Follows references, into another schema too, to what has a type of its own. */
    SchemaPlace resolve(SchemaPlace place) {
        SchemaPlace at = place;
        while (node(at).has("$ref")) {
            String reference = node(at).get("$ref").asText();
            String file = reference.substring(0, reference.indexOf('#'));
            String schema = file.isEmpty() ? at.schema() : file.startsWith("scenarios") ? "scenarios" : CHECK;
            at = new SchemaPlace(schema, reference.substring(reference.indexOf('#') + 1));
        }
        return at;
    }

    JsonNode node(SchemaPlace place) {
        JsonNode node = root(place.schema()).at(place.pointer());
        if (node.isMissingNode()) {
            throw new IllegalArgumentException(place + " is not in the schema");
        }
        return node;
    }

    /** The same place in the schema of the check, when both schemas have the definition that it is in: one claim, not two. */
    SchemaPlace canonical(SchemaPlace place) {
        String definitions = definitions(root(place.schema())) + "/";
        if (!place.pointer().startsWith(definitions) || place.schema().equals(CHECK) || !schemas.containsKey(CHECK)) {
            return place;
        }
        int end = place.pointer().indexOf('/', definitions.length());
        String definition = end < 0 ? place.pointer() : place.pointer().substring(0, end);
        JsonNode here = root(place.schema()).at(definition);
        return here.equals(root(CHECK).at(definition)) ? new SchemaPlace(CHECK, place.pointer()) : place;
    }

    private static JsonNode read(String file) {
        try {
            return new ObjectMapper().readTree(Path.of(file).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
