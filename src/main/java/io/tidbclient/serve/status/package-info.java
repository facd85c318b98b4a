/**
 * What the server knows: immutable snapshots of its targets, folded from what happens to them. Imports nothing of HTTP; the
 * page, the API and the metrics are made from the snapshots.
 */
package io.tidbclient.serve.status;
