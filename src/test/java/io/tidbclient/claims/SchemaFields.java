package io.tidbclient.claims;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The fields of schemas and their marks. {@code "x-claim": true} marks a field that can claim success; all others have
 * {@code "x-claim": false} with {@code "x-claim-reason"}, or are in an object that has. A field whose fields are
 * declared may have a mark, and needs none.
 */
final class SchemaFields {
    private static final List<String> ALTERNATIVES = List.of("anyOf", "oneOf", "allOf");

    private final ClaimSchemas schemas;
    private final List<SchemaPlace> claims = new ArrayList<>();
    private final Set<String> mistakes = new LinkedHashSet<>();
    private int fields;

    private SchemaFields(ClaimSchemas schemas) {
        this.schemas = schemas;
    }

    /** Reads the fields of all schemas. */
    static SchemaFields of(ClaimSchemas schemas) {
        SchemaFields read = new SchemaFields(schemas);
        for (String name : schemas.names()) {
            SchemaPlace root = new SchemaPlace(name, "");
            read.collect(root, false);
            String definitions = ClaimSchemas.definitions(schemas.root(name));
            schemas.root(name)
                    .at(definitions)
                    .fieldNames()
                    .forEachRemaining(
                            definition -> read.collect(new SchemaPlace(name, definitions).child(definition), false));
        }
        return read;
    }

    /** The fields that are claims; those of a definition that two schemas share once. */
    List<SchemaPlace> claims() {
        return claims.stream().map(schemas::canonical).distinct().toList();
    }

    /** What is wrong with the marks, a sentence each. */
    List<String> mistakes() {
        return List.copyOf(mistakes);
    }

    /** How many fields there are. */
    int size() {
        return fields;
    }

    private void collect(SchemaPlace place, boolean excluded) {
        JsonNode node = schemas.node(place);
        boolean without = excluded || isNoClaim(place);
        if (node.path("properties").isObject()) {
            SchemaPlace properties = place.child("properties");
            node.get("properties").fieldNames().forEachRemaining(name -> field(properties.child(name), without));
        }
        if (node.has("items")) {
            collect(place.child("items"), without);
        }
        for (String alternatives : ALTERNATIVES) {
            for (int n = 0; n < node.path(alternatives).size(); n++) {
                collect(place.child(alternatives).child(Integer.toString(n)), without);
            }
        }
    }

    private void field(SchemaPlace place, boolean excluded) {
        fields++;
        Optional<Boolean> claim = mark(place);
        if (claim.orElse(false)) {
            claims.add(place);
            if (excluded) {
                mistakes.add(place + " is a claim in an object that is marked as none");
            }
        } else if (claim.isEmpty() && !excluded && !hasFields(place)) {
            mistakes.add(place + " has no x-claim");
        }
        collect(place, excluded);
    }

    private boolean isNoClaim(SchemaPlace place) {
        return !mark(place).orElse(true);
    }

    private Optional<Boolean> mark(SchemaPlace place) {
        JsonNode node = schemas.node(place);
        JsonNode mark = node.path("x-claim");
        boolean reason = !node.path("x-claim-reason").asText().isBlank();
        if (mark.isMissingNode() && !node.has("x-claim-reason")) {
            return Optional.empty();
        }
        if (!mark.isBoolean() || mark.asBoolean() == reason) {
            mistakes.add(place + " needs \"x-claim\": true without, or false with an x-claim-reason");
        }
        return Optional.of(mark.asBoolean());
    }

    private boolean hasFields(SchemaPlace field) {
        SchemaPlace place = schemas.resolve(field);
        JsonNode node = schemas.node(place);
        if (node.path("properties").isObject() || (node.has("items") && hasFields(place.child("items")))) {
            return true;
        }
        for (String alternatives : ALTERNATIVES) {
            for (int n = 0; n < node.path(alternatives).size(); n++) {
                if (hasFields(place.child(alternatives).child(Integer.toString(n)))) {
                    return true;
                }
            }
        }
        return false;
    }
}
