package io.tidbclient.claims;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;
import java.util.Optional;

/** Finds the field of a schema that describes a place in a document. */
final class ClaimLocator {
    private final ClaimSchemas schemas;

    ClaimLocator(ClaimSchemas schemas) {
        this.schemas = schemas;
    }

    /**
     * The field that describes a place.
     *
     * @param schema the name of the schema, and after a slash that of the definition that the document follows: {@code api/Status}
     * @param pointer a JSON pointer into a document
     * @throws IllegalArgumentException when the schema has no such field
     */
    SchemaPlace locate(String schema, String pointer) {
        int slash = schema.indexOf('/');
        String name = slash < 0 ? schema : schema.substring(0, slash);
        String start = slash < 0 ? "" : ClaimSchemas.definitions(schemas.root(name)) + schema.substring(slash);
        SchemaPlace field = new SchemaPlace(name, start);
        SchemaPlace at = field;
        for (String segment : pointer.substring(1).split("/", -1)) {
            if (field.pointer().equals(start) && segment.matches("\\d+")) {
                // A document of lines: which of them.
                continue;
            }
            Optional<SchemaPlace> next = step(at, segment);
            if (next.isEmpty()) {
                // Below a field whose own fields are not declared, as a count by its name.
                break;
            }
            at = next.get();
            if (!segment.matches("\\d+")) {
                field = at;
            }
        }
        if (field.pointer().equals(start)) {
            throw new IllegalArgumentException("the schema " + schema + " has no field " + pointer);
        }
        return schemas.canonical(field);
    }

    private Optional<SchemaPlace> step(SchemaPlace from, String segment) {
        SchemaPlace place = schemas.resolve(from);
        JsonNode node = schemas.node(place);
        if (segment.matches("\\d+") && node.has("items")) {
            return Optional.of(place.child("items"));
        }
        if (node.path("properties").has(segment)) {
            return Optional.of(place.child("properties").child(segment));
        }
        for (String alternatives : List.of("anyOf", "oneOf", "allOf")) {
            for (int n = 0; n < node.path(alternatives).size(); n++) {
                Optional<SchemaPlace> found = step(place.child(alternatives).child(Integer.toString(n)), segment);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }
}
