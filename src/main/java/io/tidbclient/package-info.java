/** The command tree of tidb-client. */
package io.tidbclient;
