package io.tidbclient.serve.page;

import io.tidbclient.serve.status.ServerSnapshot;

/**
 * What a page is made from.
 *
 * @param live the path of the event stream, from the last event that {@code server} has for certain: read before the snapshot, so
 *     that the page misses nothing
 * @param server the server as it is shown
 */
record Shown(String live, ServerSnapshot server) {}
