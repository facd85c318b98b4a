package io.tidbclient.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** A published schema, and what it says against a document or a line. */
public final class Schema {
    /** Of {@code run -o json}. */
    public static final Schema SCENARIOS =
            new Schema("src/main/resources/io/tidbclient/output/scenarios-report.schema.json");
    /** Of {@code imports … -o json}. */
    public static final Schema IMPORTS = new Schema("docs/imports-report.schema.json");

    /** Of {@code verify-isolation -o json} and {@code history check -o json}. */
    public static final Schema ISOLATION = new Schema("docs/isolation-report.schema.json");

    /** Of a line of {@code run --history}. */
    public static final Schema HISTORY = new Schema("docs/scenarios-history.schema.json");

    private final ObjectMapper json = new ObjectMapper();
    private final ObjectNode schema;

    private Schema(String file) {
        try {
            this.schema = (ObjectNode) json.readTree(Path.of(file).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is wrong with a whole document. */
    public List<String> complaints(JsonNode document) {
        return complaints(schema, document);
    }

    /** What is wrong with a line of JSON lines. */
    public List<String> complaintsOfLine(String line) {
        ObjectNode whole = schema.deepCopy();
        ObjectNode definitions = (ObjectNode) whole.remove("$defs");
        definitions.set("document", whole);
        ObjectNode ofLine = json.createObjectNode();
        ofLine.set("$schema", whole.remove("$schema"));
        whole.remove("$id");
        ofLine.set("$defs", definitions);
        ofLine.put("$ref", "#/$defs/line");
        try {
            String text =
                    json.writeValueAsString(ofLine).replace("{\"$ref\":\"#\"}", "{\"$ref\":\"#/$defs/document\"}");
            return complaints(json.readTree(text), json.readTree(line));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> complaints(JsonNode schema, JsonNode document) {
        JsonSchema compiled =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema);
        return compiled.validate(document).stream()
                .map(ValidationMessage::getMessage)
                .sorted()
                .toList();
    }
}
