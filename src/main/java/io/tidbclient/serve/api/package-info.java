/**
 * The API: the server's snapshots as JSON with the field names of the command line's reports, described by {@code
 * openapi.json}.
 */
package io.tidbclient.serve.api;
