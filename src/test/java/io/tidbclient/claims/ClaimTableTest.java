package io.tidbclient.claims;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Every field of a published schema says whether it is a claim, and every claim has a row that falsifies it. */
class ClaimTableTest {
    private final ClaimSchemas published = ClaimSchemas.published();

    @Test
    void every_field_is_marked_as_a_claim_or_says_why_it_is_none() {
        SchemaFields fields = SchemaFields.of(published);

        assertThat(fields.mistakes()).isEmpty();
        assertThat(fields.size()).isGreaterThan(500);
        assertThat(fields.claims()).hasSizeGreaterThan(80);
    }

    @Test
    void every_claim_has_a_row() {
        Set<SchemaPlace> without = new HashSet<>(SchemaFields.of(published).claims());
        without.removeAll(falsified());

        assertThat(without).as("claims without a row in claims.txt").isEmpty();
    }

    @Test
    void every_row_names_a_claim() {
        Set<SchemaPlace> others = falsified();
        others.removeAll(Set.copyOf(SchemaFields.of(published).claims()));

        assertThat(others).as("fields of rows that are no claims").isEmpty();
    }

    @Test
    void the_table_has_forty_rows_or_more_and_some_for_the_jar() {
        assertThat(ClaimTable.rows()).hasSizeGreaterThanOrEqualTo(40).doesNotHaveDuplicates();
        assertThat(ClaimTable.rows("jvm")).hasSizeBetween(8, 15);
    }

    @Test
    void a_field_without_a_mark_is_a_mistake() throws JsonProcessingException {
        SchemaFields fields = SchemaFields.of(schema("""
                {"properties": {"up": {"x-claim": true}, "new": {"type": "string"}}}
                """));

        assertThat(fields.mistakes()).containsExactly("check /properties/new has no x-claim");
        assertThat(fields.claims()).containsExactly(new SchemaPlace("check", "/properties/up"));
    }

    @Test
    void a_reason_holds_for_all_fields_of_an_object_and_for_no_claim() throws JsonProcessingException {
        SchemaFields fields = SchemaFields.of(schema("""
                {"$defs": {"a": {
                  "x-claim": false, "x-claim-reason": "a measurement",
                  "properties": {"one": {}, "list": {"items": {"properties": {"two": {}, "three": {"x-claim": true}}}}}}}}
                """));

        assertThat(fields.mistakes())
                .containsExactly("check /$defs/a/properties/list/items/properties/three is a claim in an object that is"
                        + " marked as none");
    }

    @Test
    void a_mark_without_a_reason_is_a_mistake() throws JsonProcessingException {
        assertThat(SchemaFields.of(schema("{\"properties\": {\"a\": {\"x-claim\": false}}}"))
                        .mistakes())
                .hasSize(1)
                .allMatch(mistake -> mistake.startsWith("check /properties/a needs"));
    }

    @Test
    void a_row_is_found_through_references_lists_and_alternatives() throws JsonProcessingException {
        ClaimLocator locator = new ClaimLocator(schema("""
                {"properties": {"servers": {"items": {"anyOf": [{"type": "null"}, {"$ref": "#/$defs/server"}]}}},
                 "$defs": {"server": {"properties": {"up": {}, "counts": {"additionalProperties": {}}}}}}
                """));

        assertThat(locator.locate("check", "/servers/0/up").pointer()).isEqualTo("/$defs/server/properties/up");
        assertThat(locator.locate("check", "/servers/0/counts/any").pointer())
                .isEqualTo("/$defs/server/properties/counts");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> locator.locate("check", "/nothing"))
                .withMessage("the schema check has no field /nothing");
    }

    @Test
    void a_definition_that_two_schemas_share_has_its_claims_once() throws JsonProcessingException {
        ObjectMapper mapper = new ObjectMapper();
        ClaimSchemas both = new ClaimSchemas(Map.of(
                "check", mapper.readTree("{\"$defs\": {\"job\": {\"properties\": {\"status\": {\"x-claim\": true}}}}}"),
                "imports",
                        mapper.readTree(
                                "{\"$defs\": {\"job\": {\"properties\": {\"status\": {\"x-claim\": true}}}}}")));

        assertThat(SchemaFields.of(both).claims())
                .containsExactly(new SchemaPlace("check", "/$defs/job/properties/status"));
    }

    /** The fields that the rows name. */
    private Set<SchemaPlace> falsified() {
        ClaimLocator locator = new ClaimLocator(published);
        Set<SchemaPlace> fields = new HashSet<>();
        ClaimTable.rows().forEach(row -> fields.add(locator.locate(row.schema(), row.pointer())));
        return fields;
    }

    private static ClaimSchemas schema(String text) throws JsonProcessingException {
        return new ClaimSchemas(Map.of("check", new ObjectMapper().readTree(text)));
    }
}
