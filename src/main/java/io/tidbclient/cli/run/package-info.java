/** The commands about scenarios: {@code run}, and {@code scenarios} for what needs no server. */
package io.tidbclient.cli.run;
