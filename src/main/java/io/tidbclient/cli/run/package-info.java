/** The command that plays scenarios. */
package io.tidbclient.cli.run;
