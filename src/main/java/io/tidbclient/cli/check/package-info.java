/** The commands that connect: the check, and waiting for a server to be ready. */
package io.tidbclient.cli.check;
