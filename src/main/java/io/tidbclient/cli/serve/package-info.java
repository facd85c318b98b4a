/** The server's command. */
package io.tidbclient.cli.serve;
