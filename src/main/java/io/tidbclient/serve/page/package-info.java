/**
 * The page: Qute templates filled from snapshots. Complete without a script; the script only replaces what has changed.
 * Everything that comes from a server or a configuration is escaped by the templates.
 */
package io.tidbclient.serve.page;
