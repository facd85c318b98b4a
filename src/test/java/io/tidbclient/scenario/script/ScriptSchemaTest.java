package io.tidbclient.scenario.script;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.tidbclient.scenario.suite.BuiltIn;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The schema that editors complete by knows what the reader knows. */
class ScriptSchemaTest {
    private static final Path SCHEMA = Path.of("docs/scenario.schema.json");
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void schema_accepts_every_script_there_is() throws IOException {
        JsonSchema schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(Files.readString(SCHEMA));
        List<String> scripts = new ArrayList<>();
        BuiltIn.all().forEach(script -> scripts.add(script.text()));
        scripts.add(BuiltIn.template());
        scripts.addAll(documented());
        try (Stream<Path> files = Files.list(Path.of("examples/scenarios"))) {
            for (Path file : files.toList()) {
                scripts.add(Files.readString(file));
            }
        }
        assertThat(scripts).hasSizeGreaterThan(35);
        for (String script : scripts) {
            for (Object document : new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(script)) {
                JsonNode json = JSON.valueToTree(document);
                assertThat(schema.validate(json)).as("%s", json).isEmpty();
            }
        }
    }

    @Test
    void schema_has_the_readers_keys_and_no_others() throws IOException {
        JsonNode schema = JSON.readTree(SCHEMA.toFile());
        assertThat(names(schema.at("/properties"))).containsExactlyInAnyOrderElementsOf(ScenarioReader.KEYS);
        assertThat(names(schema.at("/$defs/session/properties")))
                .containsExactlyInAnyOrderElementsOf(SessionReader.KEYS);
        assertThat(names(schema.at("/$defs/workload/properties")))
                .containsExactlyInAnyOrderElementsOf(WorkloadReader.KEYS);
        assertThat(names(schema.at("/$defs/expectations/properties")))
                .containsExactlyInAnyOrderElementsOf(ExpectationReader.KEYS);
        assertThat(names(schema.at("/$defs/expected/properties")))
                .containsExactlyInAnyOrderElementsOf(ExpectationReader.KEYS);
        List<String> ofSteps = new ArrayList<>(names(schema.at("/$defs/step/properties")));
        ofSteps.addAll(BlockReader.KEYS);
        assertThat(names(schema.at("/$defs/check/properties"))).containsExactlyInAnyOrderElementsOf(CheckReader.KEYS);
        ofSteps.addAll(List.of("steps", "as"));
        assertThat(ofSteps).containsExactlyInAnyOrderElementsOf(StepReader.RESERVED);
    }

    @Test
    void every_example_of_the_documentation_is_a_scenario() throws IOException {
        assertThat(documented())
                .hasSize(17)
                .allSatisfy(example -> assertThat(TestScripts.all(example)).isNotEmpty());
    }

    private static List<String> documented() throws IOException {
        Matcher examples = EXAMPLE.matcher(Files.readString(Path.of("docs/scenarios.md")));
        return examples.results().map(example -> example.group(1)).toList();
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
