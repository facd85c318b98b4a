package io.tidbclient.claims;

/**
 * A place in a schema.
 *
 * @param schema its name in {@link ClaimSchemas}
 * @param pointer a JSON pointer into the schema itself
 */
record SchemaPlace(String schema, String pointer) {
    SchemaPlace child(String name) {
        return new SchemaPlace(schema, pointer + "/" + name.replace("~", "~0").replace("/", "~1"));
    }

    @Override
    public String toString() {
        return schema + " " + pointer;
    }
}
