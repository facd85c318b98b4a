/** The commands about isolation levels: {@code verify-isolation}, and {@code history} for recorded histories. */
package io.tidbclient.cli.isolation;
