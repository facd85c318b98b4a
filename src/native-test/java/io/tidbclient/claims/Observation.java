package io.tidbclient.claims;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a command reported in a world.
 *
 * @param document the report
 * @param exitCode its exit code; -1 of a server, which continues
 * @param output everything that it printed, for a failed test
 */
record Observation(JsonNode document, int exitCode, String output) {}
