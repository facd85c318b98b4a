package io.tidbclient.serve.status;

/**
 * What happened, and the server with it.
 *
 * @param event what happened
 * @param after the server, with the event's effect
 */
public record ServerUpdate(ServerEvent event, ServerSnapshot after) {}
