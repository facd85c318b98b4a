/** The command that runs scenarios. */
package io.tidbclient.cli.run;
