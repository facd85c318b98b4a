package io.tidbclient.config;

/**
 * A server and how to speak to it.
 *
 * @param target where
 * @param tls how much TLS
 */
public record Endpoint(Target target, TlsSettings tls) {}
