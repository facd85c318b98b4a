/** Help and version as commands. */
package io.tidbclient.cli.help;
